import type { CheckedRow, CheckSetup, RowCheck } from "./checked-row.ts";
import { trimmedCell } from "./column-map.ts";
import type { FindingLog, RowFindingId } from "./findings.ts";

/**
 * UTF-8 read as Windows-1252 or Windows-1250, once or twice, or a letter that could not be read at all: the first byte of
 * a letter followed by what its other bytes look like in these character sets.
 */
const mojibake = /[ÃÂĂĹ][\u0080-\u00bf‘’“”€‚ƒ„…†‡ˆ‰Š‹Œ•–—˜™š›œžŸ˘ˇŁĄŞŻ˛łąşĽ˝ľżŚŤŽŹśťź]|â€|â‚¬|â„[˘¢]|\ufffd/;
const pound = /Ł\s?\d/;
const mayNeedLooking = /[ÃÂĂĹâŁ\ufffd']/;
const excelCell = 32767;
const uprns = /^\s*\d{1,12}\s*(;\s*\d{1,12}\s*)*$/;
const signed =
  /[?&](x-amz-(signature|expires|credential)|signature|expires|sig|se|token|access_token|awsaccesskeyid|googleaccessid|x-goog-signature)=/i;
const oddStart = /^[,;:.)\]}=|\\*_~`^]/;

type ValueTest = readonly [id: RowFindingId, fails: (value: string) => boolean];

/** Tests by the form of a value, chosen by field or datatype: a new dataset with such a field is tested at once. */
function testsOf(field: string, datatype: string): readonly ValueTest[] {
  const tests: ValueTest[] = [];
  if (field === "uprn" || field === "uprns") tests.push(["uprn-form", (value) => !uprns.test(value)]);
  if (field === "address-text" || field === "site-address" || field === "SiteNameAddress") {
    tests.push(["address-with-semicolon", (value) => value.includes(";")]);
  }
  // Organisations are named by addresses that begin with http:// and lead nowhere.
  if (datatype === "url" && field !== "OrganisationURI") {
    tests.push(["signed-link", (value) => signed.test(value)]);
    tests.push(["http-link", (value) => /^http:\/\//i.test(value)]);
  }
  if (field === "listed-building") tests.push(["list-entry-form", (value) => !/^\d{7}$/.test(value)]);
  if (field === "name") tests.push(["odd-first-character", (value) => oddStart.test(value)]);
  return tests;
}

/** Characters that went wrong on the way, and values whose form says that they will not work. */
export function checkTexts({ columns, specification }: CheckSetup): RowCheck {
  const used = columns.columns.filter(
    ({ field, overruledBy }) => !["", "IGNORE"].includes(field) && overruledBy === undefined,
  );
  const tested = used
    .map(({ field, position }) => ({
      field,
      position,
      output: columns.outputsOf(field)[0] ?? field,
      tests: testsOf(field, specification.fields.get(field)?.datatype ?? ""),
    }))
    .filter(({ tests }) => tests.length > 0);

  function row(row: CheckedRow, log: FindingLog): void {
    for (const { field, output, tests } of tested) {
      const given = row.given(field);
      if (given === "") continue;
      for (const [id, fails] of tests)
        if (fails(given)) log.row(id, field, row, given, row.published(output));
    }
    if (row.text.length < excelCell && !mayNeedLooking.test(row.text)) return;
    for (const { field, position } of used) {
      const cell = trimmedCell(row.cells[position] ?? "");
      if (mojibake.test(cell)) log.row("mojibake", field, row, cell);
      if (pound.test(cell)) log.row("pound-read-as-l", field, row, cell);
      if (/^'[\d=+@-]/.test(cell)) log.row("leading-apostrophe", field, row, cell);
      if (cell.length === excelCell) log.row("cut-off-cell", field, row, `…${cell.slice(-60)}`);
    }
  }
  return { row };
}
