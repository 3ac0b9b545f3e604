import type { ListItem } from "../../src/intake/intake-api.ts";
import { statusWords } from "../../src/intake/request-status.ts";

const columns = [
  "reference",
  "status",
  "kind",
  "organisation",
  "organisation-name",
  "datasets",
  "endpoint-url",
  "sent",
  "changed",
  "age-days",
] as const;

/**
 * The list as CSV for a spreadsheet: nothing personal, and no cell that the spreadsheet would take for a formula. (The
 * configuration's rows are another thing: those are for a program, and exactly as they must be.)
 */
export function listForSpreadsheet(items: readonly ListItem[]): string {
  const rows = items.map((item) => [
    item.reference,
    statusWords[item.status].label,
    item.kind,
    item.organisation,
    item.organisationName,
    item.datasets.join(" "),
    item.endpointUrl ?? "",
    item.sentAt.slice(0, 10),
    item.changedAt.slice(0, 10),
    String(item.ageDays),
  ]);
  return [columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/**
 * One cell in quotes. What begins like a formula gets an apostrophe before it, which spreadsheets show as text; line ends
 * become spaces, for some programs begin a new cell, and so a new formula, after them.
 */
export function cell(text: string): string {
  const line = text.replace(/[\r\n\t]+/g, " ");
  const safe = /^\s*[=+\-@|%＝＋－＠]/.test(line) ? `'${line}` : line;
  return `"${safe.replaceAll('"', '""')}"`;
}
