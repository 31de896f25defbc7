// Writes a WARC file as other programs do: warcwrite.mjs OUT LIST, a JSON list
// of records {type, url, date, file, headers?, gzip?, chunked?, from?}: the page is the file's;
// a revisit repeats the record number "from".
import { createWriteStream, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { WARCRecord, WARCSerializer } from "warcio";

const [out, list] = process.argv.slice(2);
const sink = createWriteStream(out);
const made = [];
for (const r of JSON.parse(readFileSync(list, "utf8"))) {
  let body = r.file ? readFileSync(r.file) : Buffer.alloc(0);
  const httpHeaders = { "Content-Type": "text/html; charset=utf-8", ...r.headers };
  if (r.gzip) {
    body = gzipSync(body);
    httpHeaders["Content-Encoding"] = "gzip";
  }
  if (r.chunked) {
    const half = Math.ceil(body.length / 2);
    const chunk = (b) => Buffer.concat([Buffer.from(b.length.toString(16) + "\r\n"), b, Buffer.from("\r\n")]);
    body = Buffer.concat([chunk(body.subarray(0, half)), chunk(body.subarray(half)), Buffer.from("0\r\n\r\n")]);
    httpHeaders["Transfer-Encoding"] = "chunked";
  }
  const options = { url: r.url, date: r.date, type: r.type, warcVersion: "WARC/1.0", warcHeaders: {} };
  if (r.type !== "resource") Object.assign(options, { httpHeaders, statusline: r.status ?? "HTTP/1.1 200 OK" });
  else options.warcHeaders["Content-Type"] = "text/html; charset=utf-8";
  if (r.type === "revisit") {
    const { url, date, digest } = made[r.from];
    Object.assign(options, { refersToUrl: url, refersToDate: date });
    options.warcHeaders["WARC-Payload-Digest"] = digest;
  }
  const record = WARCRecord.create(options, (async function* () { yield body; })());
  const serializer = new WARCSerializer(record, { gzip: out.endsWith(".gz") });
  for await (const part of serializer) sink.write(part);
  made.push({ url: r.url, date: r.date, digest: record.warcPayloadDigest });
}
sink.end();
