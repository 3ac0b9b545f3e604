import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convert } from "../../../src/engine/convert/convert.ts";
import type { Converted } from "../../../src/engine/convert/converted.ts";
import { csvRecords } from "../../../src/engine/convert/csv.ts";
import { bytesSource } from "../../../src/engine/convert/source.ts";

const none = {};
const encode = (text: string) => new TextEncoder().encode(text);

/** Everything about an answer, its records included. */
async function all(bytes: Uint8Array): Promise<unknown> {
  const { text, ...rest } = await convert(bytesSource(bytes), none);
  return { ...rest, records: [...csvRecords(text)] };
}

describe("any bytes whatsoever", () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    fc.string({ maxLength: 200, unit: "binary" }).map(encode),
    fc.json().map(encode),
    // Starts that decide, followed by anything.
    fc
      .tuple(
        fc.constantFrom(
          "{",
          "[{",
          '{"type":"FeatureCollection","features":[',
          '{"columns":',
          "<?xml ",
          "<wfs:",
          "<!DOCTYPE ",
          "PK\x03\x04",
          "SQLite format 3\0",
          "\ufeff",
          "\0",
          '"',
        ),
        fc.string({ maxLength: 60, unit: fc.constantFrom(...'{}[]":,1ae\\ \n\0é<>') }),
      )
      .map(([start, rest]) => encode(start + rest)),
    // The same in UTF-16.
    fc
      .string({ maxLength: 60 })
      .map((text) => new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer)),
  );

  it("end in records or in a failure with a reason, the same each time", async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        const first = await all(bytes);
        expect(await all(bytes)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  it("give their text again", async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        const { text } = await convert(bytesSource(bytes), none);
        expect([...text].join("")).toBe([...text].join(""));
      }),
      { numRuns: 100 },
    );
  });
});

describe("what a text is", () => {
  const kinds: readonly (readonly [name: string, text: string, known: Partial<Converted>])[] = [
    ["CSV", "a,b\n1,2\n", { mimeType: "text/csv;charset=ascii", format: "CSV", writesConverted: false }],
    ["UTF-8", "a\né\n", { mimeType: "text/csv;charset=utf_8", charset: "utf_8" }],
    ["UTF-8 with a mark", "\ufeffa\n", { mimeType: "text/csv;charset=utf_8-sig" }],
    ["a web page", "<!DOCTYPE html><p>", { mimeType: "text/html;charset=ascii" }],
    [
      "a list of objects",
      '[{"a":1}]',
      { mimeType: "application/json;charset=ascii", format: "JSON", writesConverted: true },
    ],
    ["a list on lines is CSV", '[\n{"a":1}]', { mimeType: "text/csv;charset=ascii" }],
    [
      "GeoJSON",
      '{"type":"FeatureCollection","features":[]}',
      { mimeType: "application/json;charset=ascii", format: "GeoJSON" },
    ],
    [
      "GeoJSON behind a space is CSV",
      ' {"type":"FeatureCollection","features":[]}',
      { mimeType: "text/csv;charset=ascii" },
    ],
  ];
  for (const [name, text, known] of kinds) {
    it(`is told by its first characters: ${name}`, async () => {
      expect(await convert(bytesSource(encode(text)), none)).toMatchObject(known);
    });
  }

  const failures: readonly (readonly [bytes: Uint8Array, reason: string])[] = [
    [new Uint8Array(0), "empty-file"],
    [Uint8Array.from([65]), "empty-file"],
    [encode("<!doctype html>"), "html"],
    [Uint8Array.from([0xff, 0xfe, 65, 0, 44, 0]), "unknown-encoding"],
    [encode('{"a":1'), "json-not-readable"],
    [encode('[{"a":1},{"b":2}]'), "json-rows-differ"],
    [encode('{"results":[1]}'), "json-not-readable"],
  ];
  for (const [bytes, reason] of failures) {
    it(`ends in the failure ${reason} for ${JSON.stringify(String.fromCharCode(...bytes))}`, async () => {
      expect((await convert(bytesSource(bytes), none)).failure?.reason).toBe(reason);
    });
  }
});
