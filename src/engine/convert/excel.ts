import type { Converted } from "./converted.ts";
import { type ColumnText, columnText, NumberTooLarge } from "./pandas-column.ts";
import { headerTexts } from "./pandas-header.ts";
import type { ByteSource } from "./source.ts";
import { openWorkbook } from "./workbook.ts";
import { type CellValue, readRows } from "./workbook-rows.ts";
import { openZip } from "./zip-archive.ts";

/**
 * The pipeline's first test: is the resource an Excel workbook, read by pandas with its defaults? Then its first sheet
 * becomes CSV, every cell quoted.
 *
 * Only Office Open XML with a transitional workbook counts. `.xls`, `.xlsb` and `.ods` are not read by the pipeline
 * (their readers are not installed there), nor anything damaged: `undefined`, and the next test has its turn.
 *
 * Source: digital_land/phase/convert.py (read_excel, _read_binary_file)
 */
export function readExcel(source: ByteSource): Converted | undefined {
  const rows = workbookRows(source);
  if (rows === undefined) return undefined;
  const text = tableText(rows);
  if (text === undefined) return undefined;
  return {
    mimeType: "application/vnd.ms-excel",
    internalPath: "",
    internalMimeType: "",
    charset: "",
    format: "Excel workbook",
    text,
    writesConverted: true,
  };
}

/** What the pipeline cannot read although a spreadsheet program can: named so that the publisher knows what to do. */
export function unreadableSpreadsheet(source: ByteSource): "xls" | "xlsb" | "ods" | undefined {
  const first = source.read(0, 8);
  const starts = (signature: readonly number[]) => signature.every((byte, index) => first[index] === byte);
  if (oldExcelSignatures.some(starts)) return "xls";
  if (!startsAsZip(source)) return undefined;
  const names = memberNames(source);
  if (names?.has("xl/workbook.bin")) return "xlsb";
  return names?.has("content.xml") && !names.has("xl/workbook.xml") ? "ods" : undefined;
}

/** BIFF2, BIFF3, BIFF4 and the compound file that later versions, and encrypted workbooks, are wrapped in. */
const oldExcelSignatures = [
  [0x09, 0x00, 0x04, 0x00, 0x07, 0x00, 0x10, 0x00],
  [0x09, 0x02, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00],
  [0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00],
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
];

function startsAsZip(source: ByteSource): boolean {
  const [p, k, three, four] = source.read(0, 4);
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
}

function memberNames(source: ByteSource): ReadonlySet<string> | undefined {
  const zip = openZip(source);
  return zip && new Set(zip.members.map((member) => member.name.replaceAll("\\", "/").toLowerCase()));
}

function workbookRows(source: ByteSource): CellValue[][] | undefined {
  if (!startsAsZip(source) || !memberNames(source)?.has("xl/workbook.xml")) return undefined;
  const zip = openZip(source);
  const workbook = zip && openWorkbook(zip);
  return workbook && readRows(workbook);
}

/** The table as CSV; `undefined` when pandas would raise. A sheet without any cell is one empty line. */
function tableText(rows: readonly (readonly CellValue[])[]): Iterable<string> | undefined {
  const [first, ...data] = rows;
  if (first === undefined) return ["\n"];
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const header = headerTexts(Array.from({ length: width }, (_, column) => first[column] ?? ""));
  const columns = typedColumns(data, width);
  return columns && csvText(header, columns, data.length);
}

function typedColumns(
  rows: readonly (readonly CellValue[])[],
  width: number,
): readonly ColumnText[] | undefined {
  try {
    return Array.from({ length: width }, (_, column) => columnText(rows.map((row) => row[column] ?? "")));
  } catch (error) {
    if (error instanceof NumberTooLarge) return undefined;
    throw error;
  }
}

function csvText(header: readonly string[], columns: readonly ColumnText[], rows: number): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      let chunk = line(header);
      for (let row = 0; row < rows; row++) {
        chunk += line(columns.map((text) => text(row)));
        if (chunk.length < 65_536) continue;
        yield chunk;
        chunk = "";
      }
      yield chunk;
    },
  };
}

function line(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`;
}
