/** Words for things in rows that are probably right, but that a person should look at (service/results.md 2). */
import type { RowFindingText } from "./finding-text.ts";

type Worth = Omit<RowFindingText, "group" | "about" | "effect"> & {
  readonly effect?: RowFindingText["effect"];
};

function worthChecking(text: Worth): RowFindingText {
  return { group: "worth-checking", about: "row", effect: "kept", ...text };
}

const kept = "It is published as it is.";
const guessed = "The platform guesses, says nothing, and publishes its guess.";
const isoFix =
  "Look at the dates as they would be published. Write year-month-day, and nothing has to be guessed.";
const teamAgreed = "agreed by the data team, August 2026";
const datesKnown = "the order of formats in the pipeline's date reader";

export const worthCheckingText = {
  // Losses that the pipeline does not report.
  "value-lost": {
    group: "needs-fixing",
    about: "row",
    effect: "value-lost",
    predicate: (field, has) => `${has} ${field.a} that is not published, and the platform does not say so`,
    what: "The cell is filled and its column is recognised, but nothing is published for it.",
    why: "The field may have been retired, another column may be read instead, or a rule of the data team removes it.",
    platform: "The value is lost without an issue.",
    fix: "Check whether the dataset still has this field. If it has, ask the data team why the value is dropped.",
    source: seen(),
  },
  "shape-vanished": {
    group: "needs-fixing",
    about: "row",
    effect: "value-lost",
    predicate: (field, has) => `${has} ${field.a} that comes to nothing, and the platform does not say so`,
    what: "The shape can be read, but nothing is left of it after rounding and repair: it is empty, a line, or smaller than about 10 centimetres.",
    why: "A slip of the hand leaves such slivers, or the export wrote an empty shape.",
    platform: "The row is published without a shape, and no issue is logged.",
    fix: "Redraw the shape in your GIS, or take the row out if it was left by mistake.",
    example: { before: "POLYGON ((-1 52, -1 52.1, -1 52))", after: "" },
    source: seen(),
  },

  "row-without-reference": {
    group: "must-fix",
    about: "row",
    effect: "row-lost",
    predicate: (_field, has) => `${has} nothing that could be ${has === "has" ? "its" : "their"} reference`,
    ofAll: "No row has anything that could be its reference",
    what: "No column of the file gives the row a reference, and no rule makes one.",
    why: "The reference is how the platform recognises each thing. Without one it cannot be given a number.",
    platform: "The row is not published, and no issue is logged.",
    fix: "Add a column named reference, or say which of your columns it is.",
    source: seen(),
  },

  // Shapes.
  "shape-changed": worthChecking({
    effect: "changed",
    predicate: (field, has) => `${has} ${field.a} that is changed noticeably by the platform`,
    what: "After repair and simplification the area differs by more than 1%, or the boundary lies more than a metre from where it was.",
    why: "Repairing an outline that crosses itself means guessing what was meant. Small parts and narrow necks may go.",
    platform: "The changed shape is published.",
    fix: "Compare the shapes before and after on the map. If the change matters, repair the outline in your GIS.",
    example: { before: "12,400 square metres", after: "11,900 square metres" },
    source: "comparison of your shapes with what is published",
  }),
  "same-shape": worthChecking({
    predicate: (field, has) => `${has} ${field.a} that another row has too`,
    what: "Two rows have the same shape, or shapes of which more than 95% is shared.",
    why: "Usually one thing was entered twice. Sometimes it is right: two orders for one area.",
    platform: `${kept} A weekly test of the platform lists it for the data team.`,
    fix: "If it is one thing, keep one row.",
    source: "the platform's own test for duplicate geometries",
  }),
  "same-point": worthChecking({
    predicate: (field, has) => `${has} ${field.a} at exactly the same place as another row`,
    what: "Two rows have the same coordinates.",
    why: "One thing may have been entered twice, or a default position was used.",
    platform: `${kept} A weekly test of the platform lists it for the data team.`,
    fix: "If it is one thing, keep one row. Otherwise check the positions.",
    source: "the platform's own test for duplicate points",
  }),
  "point-for-polygon": worthChecking({
    predicate: (_field, has) => `${has} a point where a polygon is expected`,
    what: "This dataset is about areas, and the row has only a point.",
    why: "A point cannot say whether an address lies inside the area.",
    platform: `${kept} Services that ask "is this address affected?" will miss it.`,
    fix: "Provide the boundary as a polygon in the geometry column.",
    source: "digital-land-python, issue 524",
  }),
  "polygon-for-point": worthChecking({
    predicate: (_field, has) => `${has} a polygon where a point is expected`,
    what: "This dataset is about single places, and the row has an area.",
    why: "For a tree the polygon is often the spread of its crown. A large one may be a group or a woodland, which belongs to tree-preservation-zone.",
    platform: kept,
    fix: "Nothing, if it is a crown spread. Otherwise give a point, or provide the row as a zone.",
    source: "digital-land-python, issue 524",
  }),
  "partly-outside-boundary": worthChecking({
    predicate: (field, has) => `${has} ${field.a} partly outside your authority's boundary`,
    what: "More than 1% of the shape lies outside the boundary you loaded.",
    why: "The outline may follow an older or coarser line of the border, or include a part that belongs to a neighbour.",
    platform: `${kept} The platform's own test only looks for shapes that are wholly outside.`,
    fix: "Compare the shape with the boundary on the map. Cut it at the border, if the part beyond it is not yours.",
    source: "comparison with the boundary you loaded",
  }),
  "outside-boundary": worthChecking({
    predicate: (field, has) => `${has} ${field.a} outside your authority's boundary`,
    what: "No part of the shape lies inside the boundary you loaded.",
    why: "The record may belong to a neighbour, or its coordinates may be wrong.",
    platform: `${kept} The platform runs this test after publication and puts a task on your dashboard.`,
    fix: "Check that the record is yours and is in the right place.",
    source: "the platform's own boundary test",
  }),

  // References and names.
  "guid-reference": worthChecking({
    predicate: (field, has) => `${has} ${field.a} made by a program (a GUID)`,
    what: "The reference is a long code such as {8f14e45f-...}, as programs make them.",
    why: "Some programs make new codes at every export. Then the platform sees all things as new.",
    platform: kept,
    fix: "Export twice and compare. If the codes differ, use a reference of your own.",
    source: "references must be permanent: service/results.md",
  }),
  "spreadsheet-reference": worthChecking({
    predicate: (field, has) => `${has} ${field.a} that a spreadsheet program may have changed`,
    what: "The reference looks like a date or a number with an exponent.",
    why: "Excel turns 1-2 into 01-Feb and 1E05 into 100000 when a file is opened and saved.",
    platform: kept,
    fix: "Compare with your register. Import the column as text, or do not open the file in a spreadsheet.",
    example: { before: "01-Feb", after: "1-2" },
    source: "known faults of spreadsheets: service/help.md",
  }),
  "duplicate-name": worthChecking({
    predicate: (field, has) => `${has} ${field.a} that other rows have too`,
    what: "Several rows have the same name.",
    why: "People tell things apart by their names. The same name on many rows is often a default, or a thing entered several times.",
    platform: kept,
    fix: "Check whether they are different things, and give each a name that says which it is.",
    source: teamAgreed,
  }),
  "file-name-as-name": worthChecking({
    predicate: (field, has) => `${has} the name of a file or table as ${field.label}`,
    what: "The name ends like a file name, or is written like the name of a table.",
    why: "Export programs fill in the name of the layer when the rows have none.",
    platform: "It is published as the name of the thing.",
    fix: "Give the thing's own name.",
    example: { before: "Conservation_Area.TAB", after: "Broadwick" },
    source: `${teamAgreed}: digital-land, issue 598`,
  }),
  "name-is-reference": worthChecking({
    predicate: (field, has) => `${has} ${field.a} that only repeats the reference`,
    what: "The name is the same as the reference.",
    why: "A reference says nothing to people who do not know your register.",
    platform: kept,
    fix: "Give the name people use, or leave the cell blank if there is none.",
    source: teamAgreed,
  }),
  "odd-first-character": worthChecking({
    predicate: (field, has) => `${has} ${field.a} that begins with an odd character`,
    what: "The text begins with a sign such as a comma, a colon or a semicolon.",
    why: "It is often left over from copying.",
    platform: kept,
    fix: "Take the sign away.",
    source: "planx-new, issue 4390",
  }),

  // Dates.
  "ambiguous-date": worthChecking({
    effect: "changed",
    predicate: (field, has) => `${has} ${field.a} whose day and month could be either way round`,
    what: "Both numbers are 12 or less, so 03/04 could be 3 April or March 4.",
    why: "The platform takes the day first.",
    platform: guessed,
    fix: isoFix,
    example: { before: "03/04/2021", after: "2021-04-03" },
    source: datesKnown,
  }),
  "month-first-date": worthChecking({
    effect: "changed",
    predicate: (field, has) => `${has} ${field.a} that only makes sense with the month first`,
    what: "The second number is more than 12, so the date was written the American way.",
    why: "Other dates of the same file are then probably written the same way, but are read with the day first.",
    platform: guessed,
    fix: isoFix,
    example: { before: "05/13/2020", after: "2020-05-13" },
    source: datesKnown,
  }),
  "two-digit-year": worthChecking({
    effect: "changed",
    predicate: (field, has) => `${has} ${field.a} with a year of two digits`,
    what: "The century is left out.",
    why: "69 to 99 are read as 19.., 00 to 68 as 20..: an order of 1965 becomes one of 2065.",
    platform: guessed,
    fix: isoFix,
    example: { before: "01/04/65", after: "2065-04-01" },
    source: datesKnown,
  }),
  "partial-date": worthChecking({
    effect: "changed",
    predicate: (field, has) => `${has} ${field.a} without a day or month`,
    what: "Only a year, or a year and month, is given.",
    why: "The platform stores whole dates.",
    platform: "The first day of the month or year is published, as if it were known.",
    fix: "Give the whole date if you know it.",
    example: { before: "2019", after: "2019-01-01" },
    source: datesKnown,
  }),
  "number-as-date": worthChecking({
    effect: "changed",
    predicate: (field, has) => `${has} ${field.a} that is a long number, read as a time stamp`,
    what: "A number of 9 to 13 digits is taken for the seconds or milliseconds since 1970.",
    why: "ArcGIS writes dates in this way. A number that is something else becomes a date as well.",
    platform: guessed,
    fix: isoFix,
    example: { before: "1704067200000", after: "2024-01-01" },
    source: datesKnown,
  }),
  "year-day-month-date": worthChecking({
    effect: "changed",
    predicate: (field, has) => `${has} ${field.a} read as year, day, month`,
    what: "The middle number is more than 12, so it is taken for the day.",
    why: "It may be a slip in a date meant as year-month-day.",
    platform: guessed,
    fix: isoFix,
    example: { before: "2024-13-05", after: "2024-05-13" },
    source: datesKnown,
  }),
  "spreadsheet-date": worthChecking({
    effect: "value-lost",
    predicate: (field, has) => `${has} ${field.a} that looks like a spreadsheet's day number`,
    what: "Spreadsheets count days from 1900; 45413 is 1 May 2024.",
    why: "The cell was saved as a number instead of a date.",
    platform: "The number cannot be read as a date, and is removed.",
    fix: "Format the column as text year-month-day before you save, then check again.",
    example: { before: "45413", after: "2024-05-01" },
    source: "known faults of spreadsheets: service/help.md",
  }),
  "end-before-start": worthChecking({
    predicate: (_field, has) => `${has} an end date before the start date`,
    what: "It says the thing ended before it began.",
    why: "The two may have been swapped, or one mistyped.",
    platform: kept,
    fix: "Correct the date that is wrong. Leave the end date blank while the thing is in force.",
    source: "date order: service/results.md",
  }),
  "confirmed-before-made": worthChecking({
    predicate: (_field, has) => `${has} a confirmed date before the made date`,
    what: "An order is made first and confirmed later; here it is the other way round.",
    why: "The two may have been swapped, or one mistyped.",
    platform: kept,
    fix: "Correct the date that is wrong.",
    source: "date order: service/results.md",
  }),
  "entry-before-start": worthChecking({
    predicate: (_field, has) => `${has} an entry date before the start date`,
    what: "The entry date says when the record was last changed; here that is before the thing came into force.",
    why: "It happens when things are announced ahead. Otherwise one date is mistyped.",
    platform: kept,
    fix: "Check both dates.",
    source: "date order: service/results.md",
  }),

  // Addresses and links.
  "uprn-form": worthChecking({
    predicate: (field, has) => `${has} ${field.a} that does not look like one`,
    what: "A UPRN is a number of 1 to 12 digits. Several are separated by semicolons.",
    why: "Letters, decimal points, exponents such as 1E+11 or other separators make them useless for finding the address.",
    platform: kept,
    fix: "Give plain digits. If a spreadsheet shows 1E+11, format the column as text and import the data again.",
    example: { before: "1.00023E+11", after: "100023336956" },
    source: "form of the Unique Property Reference Number: features s1",
  }),
  "address-with-semicolon": worthChecking({
    predicate: (field, has) => `${has} ${field.a} with a semicolon in it`,
    what: "In lists, the platform takes a semicolon as the border between two values.",
    why: "An address with semicolons between its parts is cut into pieces by programs that read it as a list.",
    platform: kept,
    fix: "Use commas between the parts of one address.",
    example: { before: "1 High Street; Broadwick", after: "1 High Street, Broadwick" },
    source: "service/results.md",
  }),
  "signed-link": worthChecking({
    predicate: (field, has) => `${has} ${field.a} that will stop working after a while`,
    what: "The address has a signature, a token or a time limit in it.",
    why: "Such links are made for one visit and expire, often within days.",
    platform: kept,
    fix: "Give the permanent public address of the document.",
    example: {
      before: "https://files.example.gov.uk/a.pdf?Expires=1735689600&Signature=x",
      after: "https://www.example.gov.uk/a.pdf",
    },
    source: "documents by signed links: features s13",
  }),
  "http-link": worthChecking({
    predicate: (field, has) => `${has} ${field.a} that begins with http:// instead of https://`,
    what: "The address is that of an unprotected page.",
    why: "Browsers warn about these, and many councils have moved to https://.",
    platform: kept,
    fix: "Try the address with https:// and give that.",
    example: { before: "http://www.example.gov.uk/ca1", after: "https://www.example.gov.uk/ca1" },
    source: "service/results.md",
  }),
  "list-entry-form": worthChecking({
    predicate: (field, has) => `${has} ${field.a} that is not a list entry number of 7 digits`,
    what: "Historic England's list entry numbers have seven digits.",
    why: "Older numbers and local ones do not lead to the listed building.",
    platform: `${kept} It cannot be linked.`,
    fix: "Look the building up in the National Heritage List for England.",
    example: { before: "LB/0042", after: "1234567" },
    source: "features e15",
  }),

  // Rows and characters.
  "ragged-row": worthChecking({
    predicate: (_field, has) => `${has} more or fewer cells than the header`,
    what: "Every row should have as many cells as there are columns.",
    why: "A comma inside a text that is not in quotation marks moves everything behind it one column to the right.",
    platform: "Cells beyond the last column are dropped; missing ones are taken for blank.",
    fix: "Look at these rows. Put texts with commas into double quotation marks, as programs that write CSV do by themselves.",
    example: { before: "CA1,Broadwick, north", after: 'CA1,"Broadwick, north"' },
    source: "features f11",
  }),
  "still-wrong": {
    group: "needs-fixing",
    about: "row",
    effect: "changed",
    predicate: (field, has) => `${has} ${field.a} that is changed by the platform but still wrong`,
    what: "The value was repaired or converted. Checked again as it would be published, it still has a problem.",
    why: "A repair can only guess what was meant.",
    platform: "The changed value is published, problem included.",
    fix: "Correct the value in your own data.",
    source: "published values checked again: process map notes 24 and 26",
  },
  mojibake: worthChecking({
    predicate: (field, has) => `${has} garbled letters in the ${field.label}`,
    what: "Signs such as Ã©, â€™ or � stand where a letter, a dash or an apostrophe should be.",
    why: "The file was saved in one character set and read in another, some time before.",
    platform: kept,
    fix: 'Go back to the source and save as "CSV UTF-8". Do not open the file in a program that guesses.',
    example: { before: "St Maryâ€™s Close", after: "St Mary’s Close" },
    source: "service/results.md",
  }),
  "pound-read-as-l": worthChecking({
    predicate: (field, has) => `${has} a Ł in the ${field.label} where a pound sign was probably meant`,
    what: "The file is not UTF-8, and the platform took it for a Central European one, in which the pound sign is the letter Ł.",
    why: "The platform guesses the character set from a few letters.",
    platform: "The letter Ł is published, or the number is not understood.",
    fix: 'Save the file as "CSV UTF-8".',
    example: { before: "Ł1,000", after: "£1,000" },
    source: "the pipeline's character set detection",
  }),
  "leading-apostrophe": worthChecking({
    predicate: (field, has) => `${has} an apostrophe in front of the ${field.label}`,
    what: "The value begins with an apostrophe.",
    why: 'In a spreadsheet it means "this is text"; some exports write it out.',
    platform: "It is published with the apostrophe.",
    fix: "Take the apostrophe away.",
    example: { before: "'0012", after: "0012" },
    source: "service/results.md",
  }),
  "cut-off-cell": worthChecking({
    predicate: (field, has) => `${has} ${field.a} that was probably cut off by a spreadsheet`,
    what: "The cell has 32,767 characters, which is all that a cell of Excel can hold.",
    why: "Long shapes are cut when a file goes through a spreadsheet.",
    platform: "A cut shape cannot be read and is removed; a cut text is published as it is.",
    fix: "Export CSV, GeoJSON or GeoPackage straight from your GIS.",
    source: "known faults of spreadsheets: service/help.md",
  }),
} as const satisfies Record<string, RowFindingText>;

export type WorthCheckingId = keyof typeof worthCheckingText;

function seen(): string {
  return "comparison of your cells with what is published";
}
