import type { CheckedRow, CheckSetup, RowCheck } from "./checked-row.ts";
import type { FindingLog } from "./findings.ts";
import { HashIndex } from "./hash-index.ts";

/** Columns that programs number anew at each export (features g17a), as they are compared: letters and digits only. */
const unstableColumns: ReadonlySet<string> = new Set([
  "ogcfid",
  "objectid",
  "objectid1",
  "oid",
  "oid1",
  "fid",
  "fid1",
  "featureid",
  "miprinx",
  "globalid",
  "guid",
  "uuid",
  "gmlid",
  "intid",
  "rowid",
  "rownumber",
  "rownum",
]);

const guid = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
/** 01-Feb, Feb-01, 1.00E+05: what a spreadsheet makes of 1-2, 2-1 and 1E5. */
const spreadsheet =
  /^(\d{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2}|\d(\.\d+)?E\+\d{2})$/i;
const fileName = /\.(tab|shp|dbf|mif|csv|json|geojson|gpkg|gdb|kml|gml|xlsx?)$/i;
/** Conservation_Area, TPO_Areas_2024: words joined by underscores, as tables are named. */
const tableName = /^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$/;
const fewRows = 5;

/** References that will not last, and names that are no names. */
export function checkReferences({ columns, lineOf }: CheckSetup): RowCheck {
  const referenceAt = columns.sourceOf("reference");
  const referenceColumn = columns.columns[referenceAt];
  const nameAt = columns.sourceOf("name");
  // Brownfield names are made of references by rule; only a name column of the publisher's own is looked at.
  const givesName = nameAt >= 0 && nameAt !== referenceAt;
  const names = new HashIndex();
  const repeated = new Set<number>();
  let rows = 0;
  let firstNumber: number | undefined;
  let countsUp = referenceAt >= 0;

  function row(row: CheckedRow, log: FindingLog): void {
    const reference = row.given("reference");
    if (reference !== "") {
      if (guid.test(reference)) log.row("guid-reference", "reference", row, reference, reference);
      else if (spreadsheet.test(reference))
        log.row("spreadsheet-reference", "reference", row, reference, reference);
    }
    if (countsUp) {
      firstNumber ??= /^[01]$/.test(reference) ? Number(reference) : -1;
      countsUp = firstNumber >= 0 && reference === String(firstNumber + rows);
    }
    rows++;
    if (givesName && !row.dropped) checkName(row.published("name"), reference, row, log);
  }

  function checkName(name: string, reference: string, row: CheckedRow, log: FindingLog): void {
    if (name === "") return;
    if (fileName.test(name) || tableName.test(name)) log.row("file-name-as-name", "name", row, name, name);
    if (name === reference) log.row("name-is-reference", "name", row, name, name);
    const first = names.add(name.toLowerCase(), row.entryNumber);
    if (first === 0) return;
    if (!repeated.has(first)) {
      repeated.add(first);
      log.row("duplicate-name", "name", { entryNumber: first, lineNumber: lineOf(first) }, name, name);
    }
    log.row("duplicate-name", "name", row, name, name);
  }

  function end(log: FindingLog): void {
    if (!referenceColumn) return;
    const plain = referenceColumn.name.toLowerCase().replace(/[^a-z0-9]/g, "");
    if (unstableColumns.has(plain)) log.file("unstable-reference-column", referenceColumn.name, "reference");
    else if (countsUp && rows >= fewRows) {
      log.file(
        "row-number-reference",
        `${firstNumber}, ${(firstNumber ?? 0) + 1}, ${(firstNumber ?? 0) + 2} and so on`,
        "reference",
      );
    }
  }
  return { row, end };
}

/** Whether a column's name is one that exporting programs give to their own row numbers. */
export function isUnstableColumn(name: string): boolean {
  return unstableColumns.has(name.toLowerCase().replace(/[^a-z0-9]/g, ""));
}
