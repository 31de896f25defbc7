// Reads citations, BibTeX or CSL-JSON, and prints what each says as JSON, and as
// a line in APA style: cite.mjs FILE...
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";

for (const file of process.argv.slice(2)) {
  const cite = new Cite(readFileSync(file, "utf8"));
  const apa = cite.format("bibliography", { format: "text", template: "apa", lang: "en-US" }).trim();
  console.log(JSON.stringify({ items: cite.format("data", { format: "object" }), apa }));
}
