import { type ExcelTime, fromIsoText, fromSerial } from "./excel-date.ts";
import { sheetNamespace, textCollector, type Workbook } from "./workbook.ts";
import { decodeXml, parseXml, type XmlAttributes } from "./xml.ts";

/**
 * The value of a cell as pandas gets it from openpyxl: `""` blank, bigint a whole number, number any other (NaN for an
 * error such as `#REF!`), boolean, text, date or time.
 */
export type CellValue = string | bigint | number | boolean | ExcelTime;

/** Excel's own limits; a file that claims more is hostile or broken. */
const maximumRows = 1_048_576;
const maximumColumns = 18_278; // ZZZ, as far as openpyxl counts

/** So many cells, blank ones between included, are what a browser can hold. */
const maximumCells = 50_000_000;

/** A cell says what openpyxl raises over: the resource is then no workbook to the pipeline. */
class UnreadableCell extends Error {}

/**
 * Rows of a worksheet from its first, each as long as its last cell reaches, blank rows between as empty arrays; trailing blank cells and
 * rows are cut.
 *
 * @returns `undefined` when openpyxl would raise, or when the sheet claims a size out of all bounds
 *
 * Source: openpyxl/worksheet/_reader.py (WorkSheetParser), _read_only.py, pandas/io/excel/_openpyxl.py
 */
export function readRows(workbook: Workbook): CellValue[][] | undefined {
  try {
    return parseSheet(workbook);
  } catch (error) {
    if (error instanceof UnreadableCell) return undefined;
    throw error;
  }
}

interface RawCell {
  readonly attributes: XmlAttributes;
  value: string;
  hasValue: boolean;
  inline: string | undefined;
}

function parseSheet(workbook: Workbook): CellValue[][] | undefined {
  const sheet = sheetBuilder(workbook);
  const inline = textCollector();
  /** Names of the open elements from the row down; empty outside a row. */
  const path: string[] = [];
  let cell: RawCell | undefined;
  const fault = parseXml(
    decodeXml(workbook.firstSheet),
    {
      open(name, attributes, uri) {
        if (path.length === 0) {
          if (name !== "row" || uri !== sheetNamespace) return;
          sheet.startRow(attributes);
        } else if (path.length === 1) {
          cell = { attributes, value: "", hasValue: false, inline: undefined };
        } else if (path.length === 2 && cell !== undefined) {
          if (name === "is") inline.start();
        } else if (path[2] === "is") {
          inline.open(name);
        }
        path.push(name);
      },
      close() {
        if (path.length === 0) return;
        path.pop();
        if (path.length === 0) sheet.endRow();
        else if (path.length === 1 && cell !== undefined) sheet.addCell(cell);
        else if (path.length === 2 && cell !== undefined) closePart(cell);
        else if (path[2] === "is") inline.close();
      },
      text(text) {
        if (cell === undefined || path.length < 3) return;
        if (path[2] === "is") inline.text(text);
        else if (path.length === 3 && path[2] === "v" && !cell.hasValue) cell.value += text;
      },
    },
    { namespaces: true },
  );

  function closePart(target: RawCell): void {
    if (target.value !== "") target.hasValue = true; // only the first of several counts
    const text = inline.end();
    if (text !== "") target.inline = text;
    inline.start();
  }

  return fault === undefined ? sheet.rows() : undefined;
}

function sheetBuilder(workbook: Workbook) {
  const rows: CellValue[][] = [];
  let lastRow = 0;
  let rowNumber = 0;
  let column = 0;
  let row: { column: number; value: CellValue }[] = [];
  let cells = 0;

  return {
    startRow(attributes: XmlAttributes) {
      const given = attributes.r;
      rowNumber = given === undefined ? rowNumber + 1 : wholeNumber(given);
      column = 0;
      row = [];
    },
    addCell(cell: RawCell) {
      const reference = cell.attributes.r ?? "";
      column = reference === "" ? column + 1 : columnOf(reference);
      if (column > maximumColumns) throw new UnreadableCell(reference);
      row.push({ column, value: valueOfCell(cell, workbook) });
    },
    endRow() {
      // A row that is not after the one before is passed over, as openpyxl does.
      if (rowNumber <= lastRow) return;
      lastRow = rowNumber;
      const values = rowValues(row);
      if (values.length === 0) return;
      if (rowNumber > maximumRows) throw new UnreadableCell(`row ${rowNumber}`);
      cells += values.length;
      if (cells > maximumCells) throw new UnreadableCell("too many cells");
      while (rows.length < rowNumber - 1) rows.push([]);
      rows.push(values);
    },
    rows: () => rows,
  };
}

/** Cells in their columns; what stands right of the last cell given is lost, as in openpyxl. */
function rowValues(row: readonly { column: number; value: CellValue }[]): CellValue[] {
  const last = row.at(-1);
  if (last === undefined) return [];
  const values: CellValue[] = new Array<CellValue>(last.column).fill("");
  for (const { column, value } of row) {
    if (column >= 1 && column <= last.column) values[column - 1] = value;
  }
  while (values.at(-1) === "") values.pop();
  return values;
}

function valueOfCell(cell: RawCell, workbook: Workbook): CellValue {
  const type = cell.attributes.t ?? "n";
  if (type === "inlineStr") return cell.inline ?? "";
  if (cell.value === "") return "";
  switch (type) {
    case "n":
      return numberOf(cell, workbook);
    case "s":
      return sharedString(cell.value, workbook.sharedStrings);
    case "b":
      return parsedInteger(cell.value) !== 0n;
    case "d":
      return required(fromIsoText(cell.value), cell.value);
    case "e":
      return Number.NaN;
    default: // "str", the result of a formula, and anything unknown
      return cell.value;
  }
}

function numberOf(cell: RawCell, workbook: Workbook): CellValue {
  const number = parsedNumber(cell.value);
  const style = wholeNumber(cell.attributes.s ?? "0");
  const kind = workbook.styles[style];
  if (kind?.isDate === true) {
    // Beyond the calendar: an error cell, as openpyxl warns.
    return fromSerial(Number(number), workbook.epoch, kind.isDuration) ?? Number.NaN;
  }
  if (typeof number === "bigint") return number;
  if (!Number.isFinite(number)) throw new UnreadableCell(cell.value);
  return Number.isInteger(number) ? BigInt(number) : number;
}

/** Python's `int` or, with a point or exponent, `float`. */
function parsedNumber(text: string): bigint | number {
  if (!/[.eE]/.test(text)) return parsedInteger(text);
  const plain = text.trim().replace(/(?<=\d)_(?=\d)/g, "");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain)) throw new UnreadableCell(text);
  return Number(plain);
}

function parsedInteger(text: string): bigint {
  const plain = text.trim().replace(/(?<=\d)_(?=\d)/g, "");
  if (!/^[+-]?\d{1,4300}$/.test(plain)) throw new UnreadableCell(text);
  const value = BigInt(plain.replace(/^[+-]/, ""));
  return plain.startsWith("-") ? -value : value;
}

/** A row, column or style number, which may be written `3.0`. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value)) throw new UnreadableCell(text);
  return value;
}

function sharedString(index: string, strings: readonly string[]): string {
  return required(strings.at(Number(parsedInteger(index))), index);
}

/** Column number, from 1, of a reference such as `AB12`. */
function columnOf(reference: string): number {
  const match = /^([A-Za-z]{1,3})\d+$/.exec(reference);
  if (match === null) throw new UnreadableCell(reference);
  let column = 0;
  for (const letter of required(match[1], reference).toUpperCase()) {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column;
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new UnreadableCell(what);
  return value;
}
