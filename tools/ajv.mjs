// Validates JSON against a JSON Schema (2020-12): ajv.mjs SCHEMA FILE, or
// ajv.mjs SCHEMA FILE.jsonl DEFINITION, each line against one of its $defs.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";

const [schemaFile, file, definition] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
const ajv = new Ajv.default({ strict: true, allErrors: true });
formats.default(ajv);
let check = ajv.compile({ ...schema, $id: "schema:it" });
let values = [readFileSync(file, "utf8")];
if (definition) {
  check = ajv.compile({ $ref: `schema:it#/$defs/${definition}` });
  values = values[0].split("\n").slice(0, -1);
}
for (const [i, text] of values.entries()) {
  if (!check(JSON.parse(text))) {
    console.error(`value ${i + 1}:`, check.errors);
    process.exit(1);
  }
}
console.log(`${values.length} valid`);
