// The scenario's shape as JSON Schema, for editors: what a user may write, before units are read.
import { z } from "zod";
import { scenarioSchema } from "./schema.ts";

export function scenarioJsonSchema(): unknown {
  const schema = z.toJSONSchema(scenarioSchema, { io: "input", unrepresentable: "any", target: "draft-7" });
  return { ...schema, title: "Silico scenario", description: "See docs/scenario.md." };
}
