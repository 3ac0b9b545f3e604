import { readTable } from "../../src/csv/read.ts";
import { csvLine } from "../../src/csv/write.ts";
import type { Entry, Fact, Phase } from "../../src/engine/block.ts";
import { type EntityIssueLog, issueLog } from "../../src/engine/issue-log.ts";
import { Row } from "../../src/engine/row.ts";
import type { Drop } from "../../src/engine/sink.ts";
import type { Issue } from "../../src/issues/issue.ts";

/** Entries written as a CSV table; a short record lacks its last columns. Lines and entries are numbered as in a file. */
export function entriesOf(csv: string): Entry[] {
  const { columns, records } = readTable(csv);
  return records.map((cells, index) => ({
    lineNumber: index + 2,
    entryNumber: index + 1,
    row: Row.from(columns.slice(0, cells.length).map((column, place) => [column, cells[place] ?? ""])),
  }));
}

/** Entries as `name=value` texts, in the order of the row. */
export function rowsOf(entries: Iterable<Entry>): string[] {
  return [...entries].map(({ row }) => [...row].map(([name, value]) => `${name}=${value}`).join(","));
}

/** Facts as `entity field value` texts, `-` for a blank. */
export function factsOf(facts: Iterable<Fact>): string[] {
  return [...facts].map(({ entity, field, value }) => `${entity || "-"} ${field} ${value || "-"}`);
}

/** A fact, with what a test needs to say of it. */
export function fact(given: Partial<Fact> & Pick<Fact, "field" | "value">): Fact {
  return {
    fact: "",
    entity: "",
    priority: 1,
    entryDate: "",
    referenceEntity: "",
    prefix: "",
    reference: "",
    organisation: "",
    entryNumber: 1,
    lineNumber: 2,
    ...given,
  };
}

/** A log that keeps issues as `line entry field|type|value|message` texts. */
export function keptIssues(): { log: EntityIssueLog; issues: string[]; entities: string[] } {
  const issues: string[] = [];
  const entities: string[] = [];
  const keep = ({ lineNumber, entryNumber, field, issueType, value, message }: Issue) =>
    issues.push(`${lineNumber} ${entryNumber} ${[field, issueType, value, message].join("|")}`);
  const log = {
    add: issueLog(keep).add,
    foundEntity: (entryNumber: number, entity: string) => entities.push(`${entryNumber}=${entity}`),
    flush: () => {},
  };
  return { log, issues, entities };
}

/** What was dropped, as `line reason detail` texts. */
export function keptDrops(): { dropped: (drop: Drop) => void; drops: string[] } {
  const drops: string[] = [];
  return {
    dropped: ({ lineNumber, reason, detail = "" }) => drops.push(`${lineNumber} ${reason} ${detail}`),
    drops,
  };
}

/** Runs one phase over entries written as CSV. */
export function through(phase: Phase<Entry, Entry>, csv: string): string[] {
  return rowsOf(phase(entriesOf(csv)));
}

export const noRules = () => {};

/** The text of a table as a file would hold it. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map(csvLine).join("");
}
