// Writes docs/scenario.schema.json, the scenario file's shape for editors. Run by `npm run schema`; a test keeps it current.
import { writeFileSync } from "node:fs";
import { scenarioJsonSchema } from "../src/scenario/json-schema.ts";

writeFileSync("docs/scenario.schema.json", `${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`);
