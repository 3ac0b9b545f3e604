import { parse } from "node:path";
import { readTable } from "../../src/csv/read.ts";
import { csvLine } from "../../src/csv/write.ts";
import type { Json, JsonObject } from "../../src/repository/add-data-response.ts";
import { bareReference } from "../../src/repository/assign.ts";
import type { AddDataOutcome } from "./add-data.ts";
import type { AddDataCase } from "./add-data-case.ts";

/**
 * Both sides with the reference's known faults taken away (service/data-team.md 2 and 5.1):
 * quotes kept around references with a comma, and a mapping for a known endpoint written for everybody.
 */
export function withoutKnownFaults(outcome: AddDataOutcome, recorded: AddDataCase): AddDataOutcome {
  const files = new Map(
    [...outcome.files].map(([path, text]) => {
      const { base } = parse(path);
      if (base === "lookup.csv") return [path, withCells(text, "reference", bareReference)];
      return [path, base === "column.csv" ? withoutNewEndpoint(text, recorded.files.get(path) ?? "") : text];
    }),
  );
  const answers = new Map([...outcome.answers].map(([name, value]) => [name, bare(value)]));
  return { files, answers };
}

/** Says which known fault the names of what differs point to. */
export function knownFault(names: readonly string[]): string {
  const mapping = names.some((name) => name.endsWith("column.csv"));
  return mapping
    ? "a mapping for a registered endpoint names that endpoint; the commit script leaves it blank, so that it is a rule for everybody"
    : "a reference with a comma is stored as published; the service keeps the quotes its finder puts around it";
}

function withCells(text: string, column: string, change: (cell: string) => string): string {
  const { columns, records } = readTable(text);
  const at = columns.indexOf(column);
  return [
    columns,
    ...records.map((cells) => cells.map((cell, index) => (index === at ? change(cell) : cell))),
  ]
    .map(csvLine)
    .join("");
}

/** column.csv with the endpoint of added rows blanked where the address was registered before. */
function withoutNewEndpoint(text: string, before: string): string {
  const { columns, records } = readTable(text);
  const known = readTable(before).records.length;
  const at = columns.indexOf("endpoint");
  return [
    columns,
    ...records.map((cells, row) =>
      row < known ? cells : cells.map((cell, index) => (index === at ? "" : cell)),
    ),
  ]
    .map(csvLine)
    .join("");
}

function bare(value: Json | string): Json | string {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value as JsonObject).map(([key, member]) => [
    key,
    key === "reference" && typeof member === "string" ? bareReference(member) : bare(member ?? null),
  ]);
  return Object.fromEntries(members);
}
