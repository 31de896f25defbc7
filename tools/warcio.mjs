// Prints the records of a WARC file, one JSON object a line: headers, those of
// HTTP, size and SHA-256 of the payload. A digest that is wrong ends it with an error.
import { createReadStream } from "node:fs";
import { createHash } from "node:crypto";
import { WARCParser } from "warcio";

const digest = (bytes) => "sha256:" + createHash("sha256").update(bytes).digest("hex");
for await (const record of new WARCParser(createReadStream(process.argv[2]))) {
  const payload = await record.readFully(true);
  const warc = Object.fromEntries(record.warcHeaders.headers.entries());
  const said = warc["warc-payload-digest"];
  if (record.warcType === "response" && said !== digest(payload)) {
    console.error(`${warc["warc-record-id"]}: payload digest is ${digest(payload)}, not ${said}`);
    process.exit(1);
  }
  const http = record.httpHeaders;
  console.log(JSON.stringify({
    type: record.warcType, url: record.warcTargetURI, date: record.warcDate, warc,
    status: http?.statusline, http: http && Object.fromEntries(http.headers.entries()),
    size: payload?.length ?? 0, text: process.argv[3] && payload ? new TextDecoder().decode(payload).includes(process.argv[3]) : undefined,
  }));
}
