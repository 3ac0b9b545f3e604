import { csvLine } from "../csv/write.ts";
import type { ByteSource } from "../engine/convert/source.ts";
import { utf8Bytes } from "../engine/convert/utf8.ts";
import { rawFeatures } from "./raw-features.ts";
import { rawRecords } from "./raw-records.ts";

/** A resource of which any rows can be kept. */
export interface CuttableResource {
  /** How what is cut out is written: as published, or as the CSV that the pipeline makes of it. */
  readonly form: "as published" | "csv";
  /** `csv`, `geojson` or `json`, for a file name. */
  readonly extension: string;
  /** The bytes of the rows with these record numbers, with everything up to the header. */
  cut(lineNumbers: readonly number[]): Uint8Array<ArrayBuffer>;
}

/** What the run told of the records it read. */
export interface ReadRecords {
  /** Cells by record number, from 1. */
  readonly cells: ReadonlyMap<number, readonly string[]>;
  readonly headerLine: number;
  /** The pipeline's codec name; `""` for binary formats. */
  readonly charset: string;
  /** For people: "CSV", "GeoJSON". */
  readonly format: string;
}

/** Character sets in which CSV's signs are single bytes as in ASCII. */
const wide = /^utf[_-]?(16|32)|^utf_(16|32)|^(cp037|cp500|cp1140)/;

/**
 * CSV and GeoJSON are cut as published, to the byte; anything else, and files whose records cannot be told apart
 * beyond doubt, as CSV.
 */
export function cuttableResource(source: ByteSource, read: ReadRecords): CuttableResource {
  const count = read.cells.size;
  if (read.format === "CSV" && !wide.test(read.charset)) {
    const bytes = source.read(0, source.size);
    const ranges = rawRecords(bytes);
    if (ranges.length === count) {
      return {
        form: "as published",
        extension: "csv",
        cut: (lines) => joined([...leading(read), ...lines].map((line) => piece(bytes, ranges[line - 1]))),
      };
    }
  }
  if (/json/i.test(read.format)) {
    const list = rawFeatures(new TextDecoder().decode(source.read(0, source.size)));
    if (list && list.features.length === count - 1) {
      return {
        form: "as published",
        extension: /geo/i.test(read.format) ? "geojson" : "json",
        cut: (lines) => {
          const kept = lines.flatMap((line) => list.features[line - 2] ?? []);
          return new Uint8Array(utf8Bytes(`${list.before}\n${kept.join(",\n")}\n${list.after}`));
        },
      };
    }
  }
  return {
    form: "csv",
    extension: "csv",
    cut: (lines) =>
      new Uint8Array(
        utf8Bytes([...leading(read), ...lines].map((line) => csvLine(read.cells.get(line) ?? [])).join("")),
      ),
  };
}

/** Everything up to the header: a rule may be about a title above it. */
function leading({ headerLine }: ReadRecords): number[] {
  return Array.from({ length: Math.max(1, headerLine) }, (_, index) => index + 1);
}

function piece(bytes: Uint8Array, range: readonly [number, number] | undefined): Uint8Array {
  return range ? bytes.subarray(range[0], range[1]) : new Uint8Array(0);
}

/** One after the other; a record without a line end (the file's last) gets one. */
function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const newline = 0x0a;
  const whole = pieces.map((one) => {
    const last = one.at(-1);
    if (one.length === 0 || last === newline || last === 0x0d) return one;
    const ended = new Uint8Array(one.length + 1);
    ended.set(one);
    ended[one.length] = newline;
    return ended;
  });
  const bytes = new Uint8Array(whole.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of whole) {
    bytes.set(one, at);
    at += one.length;
  }
  return bytes;
}
