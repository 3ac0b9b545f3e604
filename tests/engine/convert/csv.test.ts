import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRecords } from "../../../src/engine/convert/csv.ts";

const read = (...chunks: string[]) => [...csvRecords(chunks)];

describe("csvRecords", () => {
  // What Python 3.11's csv.reader gives for a file opened with universal newlines, NULs deleted line by line.
  const asPython: readonly (readonly [name: string, text: string, records: string[][]])[] = [
    ["nothing", "", []],
    ["a line end alone is a record without cells", "\n", [[]]],
    ["an empty line", "a\n\nb", [["a"], [], ["b"]]],
    ["line ends of every kind", "a\r\nb\rc\nd", [["a"], ["b"], ["c"], ["d"]]],
    ["a comma at the end", "a,\n", [["a", ""]]],
    ["commas alone", ",,", [["", "", ""]]],
    ["spaces stay", " a , b ", [[" a ", " b "]]],
    ["a quoted field", '"a,b"\n', [["a,b"]]],
    ["a doubled quote", '"a""b"', [['a"b']]],
    ["a line end in quotes becomes LF", '"a\r\nb\rc"', [["a\nb\nc"]]],
    ["a quote inside a plain field is a character", 'b"c"d', [['b"c"d']]],
    ["text after the closing quote belongs to the field", '"x"y,z', [["xy", "z"]]],
    ["a quote after that is a character", '"x"y"z",w', [['xy"z"', "w"]]],
    ["an unclosed quote takes the rest", 'a,"b\nc,d', [["a", "b\nc,d"]]],
    ["a quote at the very end", 'a,"', [["a", ""]]],
    ["NULs are deleted", "a\0b,\0\n", [["ab", ""]]],
    ["a last line of NULs is an empty record", "a\n\0", [["a"], []]],
    ["a line of NULs", "\0\na", [[], ["a"]]],
    ["no other separators", "a\u2028b\u0085c\vd;e\tf|g", [["a\u2028b\u0085c\vd;e\tf|g"]]],
  ];
  for (const [name, text, records] of asPython) {
    it(`reads as Python does: ${name}`, () => expect(read(text)).toEqual(records));
  }

  it("gives the same records wherever the text is cut", () => {
    const text = fc.string({ unit: fc.constantFrom('"', ",", "\r", "\n", "\0", "a", "é"), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), (whole, cuts) => {
        const pieces: string[] = [];
        let from = 0;
        for (const cut of [...cuts, whole.length].sort((a, b) => a - b)) {
          pieces.push(whole.slice(from, cut));
          from = Math.max(from, cut);
        }
        expect(read(...pieces)).toEqual(read(whole));
      }),
    );
  });

  it("reads a field over many chunks", () => {
    const chunks = ['"', ...Array.from({ length: 1000 }, () => "x".repeat(1000)), '",y\n'];
    const [record] = csvRecords(chunks);
    expect([record?.[0]?.length, record?.[1]]).toEqual([1_000_000, "y"]);
  });

  it("gives the first record before the text has ended", () => {
    function* endless() {
      for (;;) yield "a,b\n";
    }
    const [record] = csvRecords(endless());
    expect(record).toEqual(["a", "b"]);
  });
});
