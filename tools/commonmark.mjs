// Reads Markdown files with front matter, and prints what each renders to, as
// JSON: the kinds of nodes, and the text of headings and paragraphs.
import { readFileSync } from "node:fs";
import { Parser } from "commonmark";

for (const file of process.argv.slice(2)) {
  const [, , body] = readFileSync(file, "utf8").split(/^---\n/m);
  const walker = new Parser().parse(body).walker();
  const kinds = {}, texts = [];
  for (let event; (event = walker.next()); ) {
    const { node, entering } = event;
    if (!entering) continue;
    kinds[node.type] = (kinds[node.type] ?? 0) + 1;
    if (node.type === "heading" || node.type === "paragraph") texts.push("");
    if (node.type === "softbreak" || node.type === "linebreak") texts[texts.length - 1] += "\n";
    if (node.literal !== null) texts[texts.length - 1] += node.literal;
  }
  console.log(JSON.stringify({ kinds, texts }));
}
