/** Words for what is found about the file as a whole or one of its columns (features f11, g17a; service/help.md "file problems"). */
import { counted } from "../issues/field-label.ts";
import type { FileFindingText } from "./finding-text.ts";

type FileText = Omit<FileFindingText, "about">;

function file(text: FileText): FileFindingText {
  return { about: "file", ...text };
}
function column(text: FileText): FileFindingText {
  return { about: "column", ...text };
}

const asItIs = "The file is read as it is.";

export const fileText = {
  "one-column": file({
    group: "must-fix",
    effect: "file-not-read",
    statement: (detail) =>
      `The file is read as one single column, because its columns are not separated by commas${detail}`,
    what: "The header holds several names, but no comma between them.",
    why: "The platform separates columns at commas only.",
    platform: "Each row is one long value that belongs to no field, so nothing is published.",
    fix: 'Save the file as CSV separated by commas. In Excel choose "CSV UTF-8 (comma delimited)"; if it still writes semicolons, change the list separator in the region settings.',
    example: { before: "reference;name;geometry", after: "reference,name,geometry" },
    source: "service/help.md, file problems",
  }),
  "title-row": file({
    group: "must-fix",
    effect: "file-not-read",
    statement: (detail) => `The first row is not a header but a title: "${detail}"`,
    what: "The names of the columns must be in the first row of the file.",
    why: "The platform takes the first row that is not blank for the header.",
    platform: "The title is taken for the names of the columns, so no column is recognised.",
    fix: "Delete the rows above the header. If you cannot, ask the data team for a rule that skips them.",
    source: "service/help.md, file problems",
  }),
  "no-rows": file({
    group: "must-fix",
    effect: "file-not-read",
    statement: () => "The file has a header but no rows of data",
    what: "Nothing follows the header.",
    why: "The export may have had a filter, the wrong layer, or an empty selection.",
    platform: "Nothing is published. What was published before stays.",
    fix: "Open the file and see whether the rows are there, then export again.",
    source: "service/help.md, file problems",
  }),
  "short-first-row": column({
    group: "needs-fixing",
    effect: "column-not-used",
    statement: (detail) =>
      `The first row of data is too short, so these columns are lost for the whole file: ${detail}`,
    what: "The platform decides by the first row of data which columns there are.",
    why: "When that row ends early, the columns behind its end are not seen, in any row.",
    platform: "Nothing in these columns is published.",
    fix: "Give the first row of data as many cells as the header, blank ones included.",
    source: "the pipeline's map phase",
  }),
  "blank-rows": file({
    group: "fixed-for-you",
    effect: "changed",
    statement: (_detail, _field, count) =>
      `${counted(count, "blank row")} ${count === 1 ? "is" : "are"} left out`,
    what: "The rows have no values.",
    why: "Spreadsheets often write blank rows at the end.",
    platform: "They are left out.",
    fix: "Nothing.",
    source: "the pipeline's normalise phase",
  }),
  "skipped-rows": file({
    group: "worth-checking",
    effect: "row-lost",
    statement: (detail, _field, count) =>
      `${counted(count, "row")} ${count === 1 ? "is" : "are"} skipped by a rule of the data team${detail}`,
    what: "A rule for this file says that rows which begin in this way are no data.",
    why: "Such rules are made for titles above the header and notes below the data.",
    platform: "The rows are left out.",
    fix: "Nothing, if they are no data. Otherwise tell the data team.",
    source: "configuration, skip.csv",
  }),
  "filtered-rows": file({
    group: "worth-checking",
    effect: "row-lost",
    statement: (detail, _field, count) =>
      `${counted(count, "row")} ${count === 1 ? "is" : "are"} filtered out by a rule of the data team${detail}`,
    what: "A rule for this file lets only rows with certain values through.",
    why: "Such rules are made when one file holds several datasets, or the records of several authorities.",
    platform: "The rows are not published in this dataset.",
    fix: "Check that none of yours is missing. If one is, tell the data team.",
    source: "configuration, filter.csv",
  }),
  "round-row-count": file({
    group: "worth-checking",
    effect: "kept",
    statement: (detail) => `The file has exactly ${detail} rows, which is where many map services stop`,
    what: "ArcGIS and other services hand out a limited number of rows at a time.",
    why: "If the layer has more, the rest is missing without any error.",
    platform: "Only the rows in the file are published.",
    fix: "Compare with the number of records in your GIS. Provide the address of the layer itself instead of a query.",
    source: "service/help.md, address problems; features g10",
  }),
  "not-utf-8": file({
    group: "worth-checking",
    effect: "kept",
    statement: (detail) => `The file is not UTF-8; the platform reads it as ${detail}`,
    what: "UTF-8 is the character set in which letters with accents, dashes and pound signs are safe.",
    why: "For other files the platform guesses from a few letters, and can guess wrong.",
    platform: asItIs,
    fix: 'Look at names with accents, apostrophes and pound signs in the list of rows. Save as "CSV UTF-8" to be sure.',
    source: "features b18",
  }),
  "letters-changed": file({
    group: "needs-fixing",
    effect: "changed",
    statement: (detail, _field, count) =>
      `${counted(count, "line")} ${count === 1 ? "is" : "are"} published with wrong letters, because the file is not UTF-8 and is read as ${detail}`,
    what: "The file is in a character set of Windows, and the platform takes it for another.",
    why: "Outside UTF-8 nothing in a file says which character set it is in. The platform guesses from a few letters.",
    platform: "The wrong letters are published.",
    fix: 'Save the file as "CSV UTF-8" and check it again.',
    example: { before: "£1,000", after: "Ł1,000" },
    source: "features b18; the pipeline's character set detection",
  }),
  "live-check-shows-nothing": file({
    group: "worth-checking",
    effect: "kept",
    statement: (_detail, _field, count) =>
      `The live check would show no issues for this file, and every column as missing, because of ${counted(count, "row")} without a usable GeoX and GeoY`,
    what: "The live check stops with an error when GeoX or GeoY is blank or not a number, and then shows an empty result.",
    why: "It is a fault of the live check, not of your columns.",
    platform: "The nightly run is not affected.",
    fix: "Fill in GeoX and GeoY, then the live check works. Until then go by this page.",
    source: "engine/check-service.md 1, verified against the live service's code",
  }),
  "duplicate-header": column({
    group: "worth-checking",
    effect: "column-not-used",
    statement: (detail) => `Several columns have the same name: ${detail}`,
    what: "Two or more columns are named alike.",
    why: "Only one of them can be read.",
    platform: "The last of them is used, even where its cell is blank; the others are dropped.",
    fix: "Rename or remove the columns you do not mean.",
    source: "features f11",
  }),
  "blank-header": column({
    group: "worth-checking",
    effect: "column-not-used",
    statement: (_detail, _field, count) =>
      `${counted(count, "column")} with values ${count === 1 ? "has" : "have"} no name`,
    what: 'The cell in the header is blank, or holds a mark for "nothing" such as N/A.',
    why: "A column without a name belongs to no field.",
    platform: "Its values are dropped.",
    fix: "Give the column a name, or remove it.",
    source: "features f11",
  }),
  "column-overruled": column({
    group: "worth-checking",
    effect: "column-not-used",
    statement: (detail, field) =>
      `${detail} is not used, because another column is read as ${field.label} too`,
    what: "Two columns are recognised as the same field.",
    why: "Only one value per field can be published.",
    platform: "The column that comes later in the alphabet is used, even where its cell is blank.",
    fix: 'Choose which column is meant, and set the other one to "not provided".',
    source: "the pipeline's map phase",
  }),
  "unmapped-column": column({
    group: "worth-checking",
    effect: "column-not-used",
    statement: (detail, field) => `The column ${detail} is not used, but may be meant for ${field.label}`,
    what: "The column's name is not one that the platform knows for this dataset, but it is near to one.",
    why: "A name may be spelled differently, have a space in it, or have been cut to 10 characters by a shapefile.",
    platform: "Its values are not published.",
    fix: "If it is the field, rename the column or match it on the columns page.",
    example: { before: "Desig Date", after: "designation-date" },
    source: "features e23, g5",
  }),
  "retired-columns": column({
    group: "worth-checking",
    effect: "column-not-used",
    statement: (detail, _field, count) =>
      `${counted(count, "column")} ${count === 1 ? "is" : "are"} recognised, but no longer published: ${detail}`,
    what: "The platform knows these fields, but has retired them.",
    why: "Standards change. A field may have been replaced, or found to be of no use.",
    platform: "Their values are checked and then left out.",
    fix: "Nothing. You can leave the columns in the file.",
    source: "end dates of fields in the specification",
  }),
  "unused-columns": column({
    group: "worth-checking",
    effect: "column-not-used",
    statement: (detail, _field, count) =>
      `${counted(count, "column")} ${count === 1 ? "is" : "are"} not used: ${detail}`,
    what: "These names are not ones that the platform knows for this dataset.",
    why: "Many files have columns for other purposes.",
    platform: "Their values are not published.",
    fix: "Nothing, if the dataset does not ask for them. Otherwise match them on the columns page.",
    source: "features g5",
  }),
  "renamed-columns": column({
    group: "fixed-for-you",
    effect: "changed",
    statement: (detail, _field, count) =>
      `${counted(count, "column")} ${count === 1 ? "is" : "are"} recognised under another name: ${detail}`,
    what: "The names differ from those of the dataset's fields.",
    why: "Capitals and underscores do not matter, and the data team keeps a list of other names.",
    platform: "The values are published under the names of the fields.",
    fix: "Nothing, if they are the right fields. Otherwise match the columns yourself.",
    example: { before: "Document_URL", after: "document-url" },
    source: "configuration, column.csv",
  }),
  "expected-columns-absent": column({
    group: "worth-checking",
    effect: "kept",
    statement: (detail) => `There is no column for ${detail}, which the guidance also describes`,
    what: "The guidance for this dataset asks for more than the platform's checks insist on.",
    why: "Data without it is taken, but is of less use.",
    platform: "The rows are published without it.",
    fix: "Add the columns if you have the information.",
    source: "the specification's requirement levels",
  }),
  "unstable-reference-column": column({
    group: "worth-checking",
    effect: "kept",
    statement: (detail, field) =>
      `The ${field.label} is taken from ${detail}, which a program makes anew at each export`,
    what: "Columns such as OBJECTID, ogc_fid or GlobalID number the rows of one export.",
    why: "When they change, the platform sees every record as new and the old ones as gone.",
    platform: "They are taken as references.",
    fix: "Use the number that each thing has in your own register, or make one that stays with it.",
    example: { before: "OBJECTID = 17", after: "reference = CA17" },
    source: "112 of 393 hand-made reference mappings do this: features g17a",
  }),
  "row-number-reference": column({
    group: "worth-checking",
    effect: "kept",
    statement: (detail, field) => `The ${field.label} is only the number of the row: ${detail}`,
    what: "The references run one after the other in the order of the file.",
    why: "When a row is added or the order changes, every later row gets another row's reference, and on the platform things turn into one another.",
    platform: "They are taken as references.",
    fix: "Use the number that each thing has in your own register, or make one that stays with it.",
    example: { before: "1, 2, 3", after: "CA01, CA02, CA03" },
    source: "references must be permanent: features g17a",
  }),
  "same-entry-date": column({
    group: "worth-checking",
    effect: "kept",
    statement: (detail, field) => `Every row has the same ${field.label}, ${detail}`,
    what: "The entry date says when each record was last changed.",
    why: "The same date everywhere is usually the date of the export, and then says nothing about the records.",
    platform: "It is published for every row.",
    fix: "Give each record the date of its own last change, or leave the column out.",
    source: "service/results.md",
  }),
} as const satisfies Record<string, FileFindingText>;

export type FileFindingId = keyof typeof fileText;
