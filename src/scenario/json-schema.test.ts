import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scenarioJsonSchema } from "./json-schema.ts";

test("the committed schema is the one the code checks by: run `npm run schema` after a change", () => {
  const committed: unknown = JSON.parse(
    readFileSync(new URL("../../docs/scenario.schema.json", import.meta.url), "utf8"),
  );
  expect(committed).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
});
