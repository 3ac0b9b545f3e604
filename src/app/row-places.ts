import type { ReportLine, RowPlace } from "../report/report.ts";
import { formatNumber } from "./format.ts";

/** So many line numbers are named before "and n more". */
const named = 5;

/** "Rows 14, 88 and 3 more of your file": the numbers a spreadsheet shows, the header being row 1. */
export function placesWords(line: Pick<ReportLine, "first" | "rows" | "allRows">): string {
  if (line.rows === 0) return "";
  if (line.allRows && line.rows > 1) return `All ${formatNumber(line.rows)} rows`;
  const numbers = line.first.slice(0, named).map((place) => formatNumber(place.lineNumber));
  const more = line.rows - numbers.length;
  if (line.rows === 1) return `Row ${numbers[0] ?? ""} of your file`;
  if (more > 0) return `Rows ${numbers.join(", ")} and ${formatNumber(more)} more`;
  return `Rows ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;
}

/** Where a row's own page is. */
export function placeKey(place: RowPlace): string {
  return place.entryNumber > 0 ? `row/${place.entryNumber}` : `line/${place.lineNumber}`;
}
