import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecords } from "../../src/csv/read.ts";
import { csvField, csvLine, csvText } from "../../src/csv/write.ts";

describe("canonical CSV", () => {
  it.each([
    ["plain", "plain"],
    [" spaces kept ", " spaces kept "],
    ["a,b", '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ["two\nlines", '"two\nlines"'],
    ["carriage\rreturn", '"carriage\rreturn"'],
    ["semi;colon 'quote'", "semi;colon 'quote'"],
    ["", ""],
  ])("writes %j as %j", (text, written) => {
    expect(csvField(text)).toBe(written);
  });

  it("ends every line with CRLF, the last one too", () => {
    expect(csvText(["a", "b"], [new Map([["b", "1"]])])).toBe("a,b\r\n,1\r\n");
  });

  it("quotes the only field of a line when it is empty, so that the line is not blank", () => {
    expect(csvLine([""])).toBe('""\r\n');
  });

  it("is read back as it was, whatever the cells hold", () => {
    // The reader, like the pipeline's, reads CR and CRLF inside a field as LF.
    const cell = fc.string().map((text) => text.replaceAll("\r", "").replaceAll("\0", ""));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1 }), (rows) => {
        expect(readRecords(rows.map(csvLine).join(""))).toEqual(rows);
      }),
    );
  });
});
