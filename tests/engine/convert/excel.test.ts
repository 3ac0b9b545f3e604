import fc from "fast-check";
import { expect, test } from "vitest";
import { readExcel, unreadableSpreadsheet } from "../../../src/engine/convert/excel.ts";
import { bytesSource } from "../../../src/engine/convert/source.ts";
import { zipOf } from "./zip-of.ts";

/** A workbook of one sheet with these rows of cells (`<c>` elements), style 1 being a date, 2 a duration. */
function workbook(rows: readonly string[], parts: Readonly<Record<string, string>> = {}) {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006";
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return zipOf({
    "[Content_Types].xml": `<Types><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>
      <Override PartName="/xl/strings.xml" ContentType="${types}.sharedStrings+xml"/></Types>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}/relationships">
      <sheets><sheet name="a" sheetId="1" state="hidden" r:id="s"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>
      <Relationship Id="s" Type="${office}/relationships/worksheet" Target="sheet.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    "xl/strings.xml": `<sst xmlns="${main}"><si><t>shared</t></si>
      <si><r><t>two </t></r><r><rPr><b/></rPr><t>runs</t></r><rPh><t>no</t></rPh></si></sst>`,
    "xl/sheet.xml": `<worksheet xmlns="${main}"><sheetData>${rows
      .map((cells, row) => `<row r="${row + 1}">${cells}</row>`)
      .join("")}</sheetData></worksheet>`,
    ...parts,
  });
}

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (value: string, style = 0) => `<c s="${style}"><v>${value}</v></c>`;
const boolean = (value: 0 | 1) => `<c t="b"><v>${value}</v></c>`;
const blank = "<c/>";

function csvOf(rows: readonly string[], parts?: Readonly<Record<string, string>>): string | undefined {
  const converted = readExcel(workbook(rows, parts));
  return converted && [...converted.text].join("");
}

/** The text of a one-column sheet, under a name, without the quotes. */
function column(...cells: string[]): string[] | undefined {
  return csvOf([text("name"), ...cells])
    ?.trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.slice(1, -1));
}

test("whole numbers stay whole, and become fractions next to a gap", () => {
  expect(column(number("1"), number("20"))).toEqual(["1", "20"]);
  expect(column(number("1"), blank, number("20"))).toEqual(["1.0", "", "20.0"]);
  expect(column(number("1"), number("0.5"))).toEqual(["1.0", "0.5"]);
});

test("text that looks like numbers becomes numbers, unless one value of the column does not", () => {
  expect(column(text("007"), text("12"))).toEqual(["7", "12"]);
  expect(column(text("007"), text("12a"))).toEqual(["007", "12a"]);
  expect(column(text("1e5"), text("7"))).toEqual(["100000.0", "7.0"]);
});

test("words for a missing value become blank", () => {
  expect(column(text("N/A"), text("null"), text("x"), text("n.a."))).toEqual(["", "", "x", "n.a."]);
});

test("dates lose the time only when all are midnight", () => {
  expect(column(number("45293", 1), number("45294", 1))).toEqual(["2024-01-02", "2024-01-03"]);
  expect(column(number("45293", 1), number("45294.5", 1))).toEqual([
    "2024-01-02 00:00:00",
    "2024-01-03 12:00:00",
  ]);
  expect(column(number("45293", 1), text("soon"))).toEqual(["2024-01-02 00:00:00", "soon"]);
});

test("serial numbers before March 1900 account for Excel's 29 February 1900", () => {
  expect(column(number("59", 1), number("61", 1))).toEqual(["1900-02-28", "1900-03-01"]);
});

test("a workbook with the 1904 date system counts from there", () => {
  const flagged = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/>
    <sheets><sheet name="a" sheetId="1" r:id="s"/></sheets></workbook>`;
  expect(csvOf([text("d"), number("0.25", 1), number("1", 1)], { "xl/workbook.xml": flagged })).toBe(
    '"d"\n"06:00:00"\n"1904-01-02 00:00:00"\n',
  );
});

test("durations are written as pandas writes them", () => {
  expect(column(number("1.5", 2), number("0.25", 2))).toEqual(["1 days 12:00:00", "0 days 06:00:00"]);
});

test("booleans, their names, and a gap among them", () => {
  expect(column(boolean(1), boolean(0))).toEqual(["True", "False"]);
  expect(column(boolean(1), blank, boolean(0))).toEqual(["1.0", "", "0.0"]);
  expect(column(text("TRUE"), text("false"), text("NA"))).toEqual(["True", "False", ""]);
});

test("an error cell is blank and makes its column fractions", () => {
  expect(column(`<c t="e"><v>#REF!</v></c>`, number("1"))).toEqual(["", "1.0"]);
});

test("long numbers in text read as pandas reads them, not to the nearest", () => {
  expect(column(text("9223372036854775808"), text("0.5"))).toEqual(["9.223372036854778e+18", "0.5"]);
});

test("shared strings join their runs and leave out what is read aloud", () => {
  expect(csvOf(['<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>'])).toBe('"shared"\n"two runs"\n');
});

test("blank names are numbered and repeated names get a suffix", () => {
  const header = [text("a"), blank, text("a"), text("a.1"), text("b"), blank].join("");
  const row = "123456".split("").map((digit) => number(digit));
  expect(csvOf([header, row.join("")])).toBe(
    '"a","Unnamed: 1","a.2","a.1","b","Unnamed: 5"\n"1","2","3","4","5","6"\n',
  );
});

test("a sheet without cells is one empty line", () => {
  expect(csvOf([])).toBe("\n");
});

test("blank rows between are kept and rows after the last value are cut", () => {
  expect(csvOf([text("a"), "", text("x"), "", blank])).toBe('"a"\n""\n"x"\n');
});

test("what pandas raises over is no workbook", () => {
  expect(column(number("1,5"))).toBeUndefined();
  expect(csvOf(['<c t="s"><v>9</v></c>'])).toBeUndefined();
  expect(csvOf([text("a")], { "xl/sheet.xml": "<worksheet>" })).toBeUndefined();
  expect(csvOf([text("a")], { "xl/_rels/workbook.xml.rels": "<Relationships/>" })).toBeUndefined();
});

test("a row number out of all bounds is refused, not filled up", () => {
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="900000000">${text("x")}</row></sheetData></worksheet>`;
  expect(csvOf([], { "xl/sheet.xml": sheet })).toBeUndefined();
});

test("spreadsheets the pipeline cannot read are told apart", () => {
  const old = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0);
  expect(unreadableSpreadsheet(bytesSource(old))).toBe("xls");
  expect(unreadableSpreadsheet(zipOf({ "xl/workbook.bin": "" }))).toBe("xlsb");
  expect(unreadableSpreadsheet(zipOf({ "content.xml": "" }))).toBe("ods");
  expect(unreadableSpreadsheet(zipOf({ "areas.csv": "" }))).toBeUndefined();
});

test("any damage to a workbook ends in a table or in none, never in an exception", () => {
  const { read, size } = workbook([text("a") + text("b"), number("1") + number("45293", 1)]);
  const bytes = read(0, size);
  fc.assert(
    fc.property(fc.nat(size - 1), fc.integer({ min: 0, max: 255 }), fc.nat(size), (at, byte, cut) => {
      const damaged = bytes.slice(0, cut < size / 4 ? size - cut : size);
      damaged[at] = byte;
      const converted = readExcel(bytesSource(damaged));
      return converted === undefined || [...converted.text].length > 0;
    }),
    { numRuns: 300 },
  );
});

test("any text in the sheet's XML ends in a table or in none", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.constantFrom("n", "s", "b", "d", "e", "str"), (r, v, t) => {
      const clean = (value: string) => value.replace(/[&<"]/g, "");
      const converted = readExcel(workbook([`<c r="${clean(r)}" t="${t}" s="1"><v>${clean(v)}</v></c>`]));
      return converted === undefined || [...converted.text].length > 0;
    }),
    { numRuns: 200 },
  );
});
