import fc from "fast-check";
import { expect, it } from "vitest";
import { Columns, perColumns, Row } from "../../src/engine/row.ts";

const names = fc.constantFrom("a", "b", "c", "__proto__", "2024");
const step = fc.oneof(
  fc.tuple(fc.constant("set" as const), names, fc.string()),
  fc.tuple(fc.constant("delete" as const), names, fc.constant("")),
);

it("behaves as a Map, whatever is set and deleted", () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const row = Row.from([]);
      const map = new Map<string, string>();
      for (const [action, name, value] of steps) {
        if (action === "set") {
          row.set(name, value);
          map.set(name, value);
        } else expect(row.delete(name)).toBe(map.delete(name));
      }
      expect([...row]).toEqual([...map]);
      expect([...row.keys()]).toEqual([...map.keys()]);
      expect(row.size).toBe(map.size);
      for (const name of ["a", "b", "__proto__", "x"]) {
        expect(row.get(name)).toBe(map.get(name));
        expect(row.has(name)).toBe(map.has(name));
      }
    }),
  );
});

it("shares its columns with rows of the same names, and its values with none", () => {
  const columns = new Columns(["a"]);
  const one = new Row(columns, ["1"]);
  const two = new Row(columns, ["2"]);
  const copy = one.copy().set("b", "x");
  two.set("b", "y");
  expect(copy.columns).toBe(two.columns);
  expect([...one]).toEqual([["a", "1"]]);
});

it("prepares once for the same columns", () => {
  const prepared: string[] = [];
  const prepare = perColumns(({ names: of }) => prepared.push(of.join()));
  const [first, second] = [new Columns(["a"]), new Columns(["b"])];
  for (const columns of [first, first, second, first]) prepare(columns);
  expect(prepared).toEqual(["a", "b"]);
});
