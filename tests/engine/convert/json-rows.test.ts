import { describe, expect, it } from "vitest";
import { type JsonRows, jsonRows } from "../../../src/engine/convert/json-rows.ts";

/** The converted text, the failure, or that it is something else. */
function answer(rows: JsonRows): string {
  if (rows.kind === "rows") return [...rows.text].join("");
  return rows.kind === "failed" ? `! ${rows.message}` : "other";
}

/** Read whole, and one character at a time. */
function convert(text: string): string {
  const whole = answer(jsonRows(() => [text]));
  expect(answer(jsonRows(() => [...text]))).toBe(whole);
  return whole;
}

describe("jsonRows", () => {
  // Every answer is what digital-land-python wrote for the same text.
  const tables: readonly (readonly [name: string, json: string, csv: string])[] = [
    ["a list of objects", '[{"a":1,"b":"x"},{"b":"y"}]', "a,b\r\n1,x\r\n,y\r\n"],
    [
      "numbers as Python writes them",
      '[{"a":[1.0,1e22,1e-5,-0.0,1e400,-0,1E16]}]',
      'a\r\n"[1.0, 1e+22, 1e-05, -0.0, inf, 0, 1e+16]"\r\n',
    ],
    [
      "whole numbers of any length",
      '[{"a":123456789012345678901234567890}]',
      "a\r\n123456789012345678901234567890\r\n",
    ],
    ["truth values and null", '[{"a":true,"b":null}]', "a,b\r\nTrue,\r\n"],
    [
      "nested values as repr",
      `[{"a":{"k":[1,null,true,"it's"]}}]`,
      `a\r\n"{'k': [1, None, True, ""it's""]}"\r\n`,
    ],
    ["a single empty cell is quoted", '[{"a":""}]', 'a\r\n""\r\n'],
    ["keys that are numbers keep their place", '[{"b":1,"2":2,"1":3}]', "b,2,1\r\n1,2,3\r\n"],
    ["of a key given twice the last value counts", '[{"a":1,"b":2,"a":3}]', "a,b\r\n3,2\r\n"],
    ["missing commas", '[{"a":1 "b":2} {"a":3}]', "a,b\r\n1,2\r\n3,\r\n"],
    ["what follows the list", '[{"a":1}] and more', "a\r\n1\r\n"],
    ["columns and data", '{"columns":["a","b"],"data":[[1,"x"],[2]]}', "a,b\r\n1,x\r\n2\r\n"],
    ["data and columns", '{"data":[[1,"x"]],"columns":["a","b"]}', "a,b\r\n1,x\r\n"],
    [
      "a nested value in streamed data",
      '{"columns":["a"],"data":[[[1]]]}',
      'a\r\n"<TransientStreamingJSONList: TRANSIENT, STREAMING>"\r\n',
    ],
    [
      "a nested value in kept data",
      '{"data":[[{"k":1}]],"columns":["a"]}',
      `a\r\n"<PersistentStreamingJSONObject: OrderedDict([('k', 1)]), DONE>"\r\n`,
    ],
    ["a text as a row is its characters", '{"columns":["a"],"data":["xy"]}', "a\r\nx,y\r\n"],
    ["a line end in a string is LF", '[{"a":"x\r\ny"}]', 'a\r\n"x\ny"\r\n'],
    ["an escaped pair", '[{"a":"\\ud83d\\ude00"}]', "a\r\n😀\r\n"],
    ["any other object", '{"a":[1,{"b":2}]}', "other"],
  ];
  for (const [name, json, csv] of tables) it(`writes ${name}`, () => expect(convert(json)).toBe(csv));

  const failures: readonly (readonly [json: string, message: string])[] = [
    ['[{"a":1}', "Unterminated list at end of file"],
    ['{"a":{"b":1}', "Unterminated object at end of file"],
    ['[{"a":1},]', "Unknown operator ]"],
    ['[{"a":01}]', "A 0 must be followed by a '.' | a 'e'.  Got '1' at index 7"],
    ['[{"a":tru}]', "Invalid JSON character: '}' at index 9"],
    ['[{"a":"\\x"}]', "Invalid string escape: x at index 8"],
    ['{"a":"\\ud800"}', "Unpaired UTF-16 surrogate at index 12"],
    ['[{"a":1},{"zz":2}]', "dict contains fields not in fieldnames: 'zz'"],
    ['[{"a":1},3]', "'int' object has no attribute 'keys'"],
    ['{"columns":["a"],"data":[null]}', "iterable expected, not NoneType"],
    ['{"columns":3}', "'int' object has no attribute 'persistent'"],
  ];
  for (const [json, message] of failures) {
    it(`fails on ${json} as the pipeline does`, () =>
      expect(convert(json).replace(/at index \d+$/, "")).toBe(`! ${message}`.replace(/at index \d+$/, "")));
  }

  it("keeps what was written before it failed", () => {
    const rows = jsonRows(() => ['[{"a":1},{"a":2},{"b":3}]']);
    expect(rows).toMatchObject({ kind: "failed", rowsDiffer: true, partial: "a\r\n1\r\n2\r\n" });
  });

  it("gives its text again", () => {
    const rows = jsonRows(() => ['[{"a":1}]']);
    expect([answer(rows), answer(rows)]).toEqual(["a\r\n1\r\n", "a\r\n1\r\n"]);
  });

  it("ends deep nesting with a failure, not with a crash", () => {
    const deep = "[".repeat(100_000);
    expect(convert(`{"a":${deep}`)).toBe("! maximum recursion depth exceeded");
    expect(answer(jsonRows(() => [`[{"a":${deep}`]))).toBe("! maximum recursion depth exceeded");
  });
});
