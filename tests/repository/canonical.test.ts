import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insertRows, rewritten } from "../../src/repository/canonical.ts";
import { managedTable } from "../../src/repository/tables.ts";
import { sharedIt, sharedPath } from "../shared.ts";

function csvFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return csvFiles(path);
    return name.endsWith(".csv") ? [path] : [];
  });
}

describe("canonical tables", () => {
  sharedIt("every configuration table is read and written without a changed byte", () => {
    const files = csvFiles(sharedPath("configuration"));
    const changed = files.filter((file) => {
      const text = readFileSync(file, "utf8");
      return rewritten(text) !== text;
    });
    expect(files.length).toBeGreaterThan(300);
    expect(changed).toEqual([]);
  });

  const lookup = managedTable("pipeline/tree/lookup.csv");
  if (!lookup) throw new Error("lookup.csv is a managed table");
  const row = (prefix: string, reference: string, entity: string) =>
    new Map([
      ["prefix", prefix],
      ["reference", reference],
      ["entity", entity],
    ]);
  const line = (prefix: string, reference: string, entity: string) =>
    `${prefix},,,,,${reference},${entity},,,\r\n`;
  const header = `${lookup.columns.join(",")}\r\n`;

  it("puts a new row where the evening sort would, after rows with the same key", () => {
    const text = header + line("tree", "A", "10") + line("tree", "B", "30") + line("zone", "Z", "5");
    expect(insertRows(text, lookup, [row("tree", "N", "20"), row("tree", "M", "30")])).toBe(
      header +
        line("tree", "A", "10") +
        line("tree", "N", "20") +
        line("tree", "B", "30") +
        line("tree", "M", "30") +
        line("zone", "Z", "5"),
    );
  });

  it("compares numbers as text and puts blanks last, as the sort does", () => {
    const text = header + line("tree", "A", "9") + line("tree", "B", "");
    expect(insertRows(text, lookup, [row("tree", "N", "10")])).toBe(
      header + line("tree", "N", "10") + line("tree", "A", "9") + line("tree", "B", ""),
    );
  });

  it("gives what sorting all rows gives, for any sorted table and any new rows", () => {
    const cell = fc.constantFrom("", "a", "B", "b", "10", "9", "\u{1F600}", "\uFFFD");
    const rows = fc.array(fc.tuple(cell, cell), { maxLength: 12 });
    const order = ([a, b]: readonly string[], [c, d]: readonly string[]) => byKey(a, c) || byKey(b, d);
    const byKey = (a = "", b = "") => {
      const [x, y] = [a.toLowerCase(), b.toLowerCase()];
      if (x === y) return 0;
      if (x === "" || y === "") return x === "" ? 1 : -1;
      return (x.codePointAt(0) ?? 0) < (y.codePointAt(0) ?? 0) || (x === "10" && y === "9") ? -1 : 1;
    };
    fc.assert(
      fc.property(rows, rows, (there, added) => {
        const sorted = [...there].sort(order);
        const make = ([prefix, entity]: readonly string[], index: number) =>
          new Map([
            ["prefix", prefix ?? ""],
            ["entity", entity ?? ""],
            ["reference", String(index)],
          ]);
        const before = insertRows("", lookup, []) + sorted.map((one, at) => textOf(make(one, at))).join("");
        const all = [
          ...sorted.map((one, at) => ({ one, at })),
          ...added.map((one, at) => ({ one, at: 100 + at })),
        ];
        const expected = all.sort((a, b) => order(a.one, b.one)).map(({ one, at }) => textOf(make(one, at)));
        const after = insertRows(
          before,
          lookup,
          added.map((one, at) => make(one, 100 + at)),
        );
        expect(after).toBe(header + expected.join(""));
      }),
      { numRuns: 300, seed: 11 },
    );
  });
  const textOf = (cells: ReadonlyMap<string, string>) =>
    `${lookup.columns.map((column) => cells.get(column) ?? "").join(",")}\r\n`;

  it("begins a file that is not there with its header", () => {
    expect(insertRows("", lookup, [row("tree", "N", "1")])).toBe(header + line("tree", "N", "1"));
  });

  it("knows the managed tables by their path, and no others", () => {
    expect(managedTable("collection/tree/endpoint.csv")?.file).toBe("endpoint.csv");
    expect(managedTable("pipeline/tree/endpoint.csv")).toBeUndefined();
    expect(managedTable("pipeline/tree/more/lookup.csv")).toBeUndefined();
    expect(managedTable("README.md")).toBeUndefined();
  });
});
