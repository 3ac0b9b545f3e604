import { decodeSource } from "../charset/decode-source.ts";
import { detectCharset } from "../charset/detect.ts";
import { type Converted, notConverted } from "./converted.ts";
import { unreadableSpreadsheet } from "./excel.ts";
import type { FailureReason } from "./failure.ts";
import { jsonRows } from "./json-rows.ts";
import { readOgrJson } from "./ogr-json-driver.ts";
import { ogrCsv } from "./ogr-table.ts";
import type { OgrAnswer } from "./reader.ts";
import { type ByteSource, bytesSource } from "./source.ts";
import { readXml } from "./xml-driver.ts";
import { isZip } from "./zip-archive.ts";

/**
 * The pipeline's last test: what is neither workbook, zip nor database is text, and its first ten characters decide what
 * kind of text. Anything that is not told apart is CSV, whatever it is.
 *
 * @param chosen the character set to read it in; absent: the one the pipeline guesses
 *
 * Source: digital_land/phase/convert.py (_read_text_file)
 */
export async function readText(source: ByteSource, chosen?: string): Promise<Converted> {
  const charset = chosen === undefined ? detectCharset(source) : withMark(chosen, source);
  if (charset === undefined) return noText(source);
  const decoded = decodeSource(source, charset);
  if (decoded === undefined)
    return notConverted("unknown-encoding", `unknown encoding: ${charset}`, { charset });
  const open = () => decodeSource(source, charset) ?? [];
  const start = startOf(decoded);
  const text = (mimeType: string) => ({ charset, mimeType: `${mimeType};charset=${charset}` });
  if (start.startsWith("<!doctype ")) {
    return notConverted("html", "failed to create reader, cannot process the file", {
      ...text("text/html"),
      format: "web page",
    });
  }
  if (start.startsWith("<?xml ") || start.startsWith("<wfs:")) {
    return fromLayers(await readXml(source), text("application/xml"));
  }
  if (start.startsWith("{") || start.startsWith("[{"))
    return readJson(source, open, text("application/json"));
  const misread = notReallyCsv(source, start);
  return {
    ...text("text/csv"),
    internalPath: "",
    internalMimeType: "",
    format: "CSV",
    text: { [Symbol.iterator]: () => open()[Symbol.iterator]() },
    writesConverted: false,
    ...(misread ? { misread } : {}),
  };
}

/** UTF-8 that begins with a byte order mark is read without it. */
function withMark(charset: string, source: ByteSource): string {
  const [first, second, third] = source.read(0, 3);
  return charset === "utf_8" && first === 0xef && second === 0xbb && third === 0xbf ? "utf_8-sig" : charset;
}

/** Text of bytes in a character set that has to be guessed; `""` when none is found. */
export function decodeGuessed(bytes: Uint8Array): string {
  const source = bytesSource(bytes);
  const charset = detectCharset(source);
  return charset === undefined ? "" : [...(decodeSource(source, charset) ?? [])].join("");
}

/** The first ten characters in lower case, line ends as Python reads them. */
function startOf(text: Iterable<string>): string {
  let start = "";
  for (const chunk of text) {
    start += chunk;
    if (start.length >= 20) break;
  }
  return start.replace(/\r\n?/g, "\n").slice(0, 10).toLowerCase();
}

function readJson(source: ByteSource, open: () => Iterable<string>, text: Partial<Converted>): Converted {
  const rows = jsonRows(open);
  switch (rows.kind) {
    case "rows":
      return { ...notConverted("json-not-readable", ""), ...text, ...made("JSON", rows.text) };
    case "failed":
      return notConverted(rows.rowsDiffer ? "json-rows-differ" : "json-not-readable", rows.message, {
        ...text,
        format: "JSON",
      });
    case "other":
      return fromLayers(readOgrJson(source), text);
  }
}

function fromLayers(answer: OgrAnswer, text: Partial<Converted>): Converted {
  const { format } = answer;
  if ("failure" in answer)
    return notConverted(answer.failure.reason, answer.failure.exception, { ...text, format });
  return { ...notConverted("json-not-readable", ""), ...text, ...made(format, ogrCsv(answer.layers)) };
}

function made(format: string, text: Iterable<string>) {
  return { format, text, writesConverted: true, failure: undefined };
}

/** No character set fits: the pipeline gives up. What a person may have meant is told apart. */
function noText(source: ByteSource): Converted {
  const exception = "failed to create reader, cannot process the file";
  // As the pipeline: a zip without any known member has been logged as a zip by then.
  const mimeType = isZip(source) ? "application/zip" : "";
  if (unreadableSpreadsheet(source)) {
    return notConverted("spreadsheet-not-readable", exception, { mimeType, format: "spreadsheet" });
  }
  if (mimeType) return notConverted("zip-without-data", exception, { mimeType, format: "Zip archive" });
  return notConverted(source.size === 0 ? "empty-file" : "binary", exception);
}

/** Starts of files that the pipeline takes for CSV although nobody would. */
const signatures: readonly (readonly [start: string, reason: FailureReason])[] = [
  ["%pdf-", "binary"],
  ["\u0089png", "binary"],
  ["gif8", "binary"],
  ["\u001f\u008b", "binary"],
  ["rar!", "binary"],
  ["<html", "html"],
  ["<head", "html"],
  ["<script", "html"],
  ["<!--", "html"],
];

/** Why what is read as CSV is no data, when its bytes say so. */
function notReallyCsv(source: ByteSource, start: string): FailureReason | undefined {
  if (unreadableSpreadsheet(source)) return "spreadsheet-not-readable";
  if (isZip(source)) return "zip-without-data";
  const bytes = String.fromCharCode(...source.read(0, 16)).toLowerCase();
  const signature = signatures.find(([mark]) => bytes.startsWith(mark));
  if (signature) return signature[1];
  const trimmed = start.trimStart();
  if (/^<(?:!doctype|html|head|body)/.test(trimmed)) return "html";
  return trimmed.startsWith("<") ? "xml-not-readable" : undefined;
}
