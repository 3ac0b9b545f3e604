import { expect, it } from "vitest";
import { readRecords, readRows, readTable } from "../../src/csv/read.ts";

it.each([
  [
    "a,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a,b\r\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ["a\rb\r", [["a"], ["b"]]],
  ['a,"b,c"\n', [["a", "b,c"]]],
  ['"say ""hi""",x\n', [['say "hi"', "x"]]],
  ['"two\r\nlines",x\n', [["two\nlines", "x"]]],
  ['"ab"cd"e",x\n', [['abcd"e"', "x"]]],
  ['5" pipe,x\n', [['5" pipe', "x"]]],
  ['a,"never closed\nb,c', [["a", "never closed\nb,c"]]],
  [
    "a,\n,\n",
    [
      ["a", ""],
      ["", ""],
    ],
  ],
  ["a,", [["a", ""]]],
  ["\n\na\n\nb\n\n", [["a"], ["b"]]],
  [' "x",y\n', [[' "x"', "y"]]],
  ['""\nx\n', [[""], ["x"]]],
  ['a,"', [["a", ""]]],
  ["", []],
])("reads %j as Python's csv module does", (csv, records) => {
  expect(readRecords(csv)).toEqual(records);
});

it("keeps short and long records as they are", () => {
  expect(readTable("a,b\n1\n1,2,3\n")).toEqual({ columns: ["a", "b"], records: [["1"], ["1", "2", "3"]] });
});

it("leaves out what a short row does not have", () => {
  expect([...readRows("a,b\n1\n")].map((row) => [...row])).toEqual([[["a", "1"]]]);
});
