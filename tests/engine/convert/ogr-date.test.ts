import { expect, test } from "vitest";
import { parseOgrDate } from "../../../src/engine/convert/ogr-date.ts";

const cases = [
  ["2024-01-31", [2024, 1, 31, 0, 0, 0, 0]],
  ["2024/1/3", [2024, 1, 3, 0, 0, 0, 0]],
  ["24-1-3", [2024, 1, 3, 0, 0, 0, 0]],
  ["30-1-3", [1930, 1, 3, 0, 0, 0, 0]],
  ["31/01/2024", undefined],
  ["01/02/2024", undefined],
  ["2024-13-01", undefined],
  ["2024-01-31T10:20:30.5Z", [2024, 1, 31, 10, 20, 30.5, 100]],
  ["2024-01-31 10:20", [2024, 1, 31, 10, 20, 0, 0]],
  ["2024-01-31T10:20:30+01", [2024, 1, 31, 10, 20, 30, 104]],
  ["2024-01-31T10:20:30-05:30", [2024, 1, 31, 10, 20, 30, 78]],
  ["2024-01-31T10:20:30+0545", [2024, 1, 31, 10, 20, 30, 123]],
  ["2024-01-31T24:00:00", undefined],
  ["10:20:30", [0, 0, 0, 10, 20, 30, 0]],
  ["soon", undefined],
  ["", undefined],
] as const;

test.each(cases)("%s", (text, expected) => {
  const date = parseOgrDate(text);
  expect(
    date && [date.year, date.month, date.day, date.hour, date.minute, date.second, date.timeZone],
  ).toEqual(expected);
});
