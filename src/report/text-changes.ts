/**
 * What the pipeline changes without saying so. It logs nothing for these; they are found by comparing each cell with the
 * value that is published (service/results.md 2, the last row of "fixed for you").
 */
import type { RowFindingText } from "./finding-text.ts";

const nothing = "Nothing.";
const seenBy = "comparison of your cells with what is published";

type Change = Pick<RowFindingText, "predicate" | "what" | "why" | "platform" | "example"> & {
  readonly fix?: RowFindingText["fix"];
};

function change(text: Change): RowFindingText {
  return { group: "fixed-for-you", about: "row", effect: "changed", source: seenBy, fix: nothing, ...text };
}

export const changeText = {
  "date-rewritten": change({
    predicate: (field, has) => `${has} ${field.a} that is rewritten as year-month-day`,
    what: "The date is written in another way than the platform stores it.",
    why: "All dates on the platform look like 2024-02-29, so that they can be sorted and compared.",
    platform:
      "The same day is published as year-month-day. A time of day is dropped, and a date without a day becomes the first of the month or year.",
    fix: "Nothing, if the dates are read as you mean them: look at a few. Writing year-month-day yourself leaves nothing to guess.",
    example: { before: "29/02/2024", after: "2024-02-29" },
  }),
  "number-cleaned": change({
    predicate: (field, has) =>
      `${has} ${field.a} from which commas, pound signs or needless zeros are removed`,
    what: "The number is written with more than digits and a point.",
    why: "Numbers are stored so that they can be added up.",
    platform: "The plain number is published.",
    example: { before: "£1,000.50", after: "1000.5" },
  }),
  "number-rounded": change({
    predicate: (field, has) => `${has} ${field.a} that is rounded to 6 decimal places`,
    what: "The number has more than six digits after the point.",
    why: "The platform keeps six.",
    platform: "The rounded number is published.",
    example: { before: "1.23456789", after: "1.234568" },
  }),
  "flag-rewritten": change({
    predicate: (field, has) => `${has} ${field.a} that is rewritten as yes or no`,
    what: "The answer is written in another way than the platform stores it.",
    why: "The platform stores yes and no in small letters.",
    platform: "yes or no is published.",
    example: { before: "Y", after: "yes" },
  }),
  "spaces-removed": change({
    predicate: (field, has) => `${has} ${field.a} from which needless spaces or line breaks are removed`,
    what: "The text has spaces at its ends, several in a row, or line breaks.",
    why: "They are seldom meant, and make equal texts look different.",
    platform: "Each run of spaces and line breaks becomes one space.",
    example: { before: "12  High Street\nBroadwick", after: "12 High Street Broadwick" },
  }),
  "quotes-removed": change({
    predicate: (field, has) => `${has} ${field.a} from which double quotation marks are removed`,
    what: "The text has double quotation marks in it.",
    why: "The platform deletes straight double quotes and closing curly ones; opening curly ones stay.",
    platform: "The text is published without them.",
    example: { before: '"The Elms"', after: "The Elms" },
  }),
  "null-mark-emptied": change({
    predicate: (field, has) => `${has} a mark for "nothing" in place of ${field.a}, which is read as blank`,
    what: "The cell holds null, N/A, ?, a dash or something like it.",
    why: "The platform knows these marks and takes them for an empty cell.",
    platform: "Nothing is published for this cell.",
    fix: "Nothing. An empty cell says the same.",
    example: { before: "N/A", after: "" },
  }),
  "address-joined": change({
    predicate: (field, has) => `${has} ${field.a} from which spaces are removed`,
    what: "A web address has no spaces; this one has.",
    why: "Spaces come in when an address is copied from a document.",
    platform: "All spaces and line breaks in it are removed, which may or may not be the right address.",
    fix: "Try the published address in a browser. A space inside a real address is written %20.",
    example: {
      before: "https://www.example.gov.uk/my file.pdf",
      after: "https://www.example.gov.uk/myfile.pdf",
    },
  }),
  "columns-joined": change({
    predicate: (field, has) => `${has} ${field.a} that is joined from several columns`,
    what: "A rule of the data team puts the values of several columns together.",
    why: "The file spreads over several columns what the platform keeps in one field.",
    platform: "The joined text is published.",
    fix: "Nothing, if the result reads well. Otherwise tell the data team.",
    example: { before: "12 | High Street | Broadwick", after: "12, High Street, Broadwick" },
  }),
  "category-respelled": change({
    predicate: (field, has) => `${has} ${field.a} that is spelled as in the list of allowed values`,
    what: "The value is on the list, but written with other capitals or with spaces instead of hyphens.",
    why: "Equal values must look equal.",
    platform: "The list's own spelling is published.",
    example: { before: "Area Appraisal", after: "area-appraisal" },
  }),
  "organisation-coded": change({
    predicate: (field, has) => `${has} ${field.a} that is replaced by the organisation's code`,
    what: "The organisation is given by its web address, its statistical code or an older name.",
    why: "The platform stores one code for each organisation.",
    platform: "The code is published.",
    example: { before: "E06000023", after: "local-authority:BST" },
  }),
  "prefix-added": change({
    predicate: (field, has) => `${has} ${field.a} that gets the dataset's name in front`,
    what: "The value says which record is meant, but not of which dataset.",
    why: "References of different datasets may be the same.",
    platform: "The dataset's name and a colon are put in front.",
    example: { before: "CA1", after: "conservation-area:CA1" },
  }),
  "coordinates-rounded": change({
    predicate: (field, has) => `${has} ${field.a} whose coordinates are rounded to 6 decimal places`,
    what: "The coordinates have more than six digits after the point.",
    why: "Six digits are about 10 centimetres; nothing is measured more closely.",
    platform: "The rounded coordinates are published.",
    example: { before: "-0.12835394", after: "-0.128354" },
  }),
  "vertices-removed": change({
    predicate: (field, has) => `${has} ${field.a} from which vertices are removed`,
    what: "Some points of the outline lie so near to the line between their neighbours that they make no difference.",
    why: "The platform simplifies every outline by about 10 centimetres at most, to keep maps fast.",
    platform: "The shape is published with fewer vertices. Your own file is not altered.",
    fix: "Usually nothing. If the exact legal line matters, provide the document as well.",
    example: { before: "2,971 vertices", after: "520 vertices" },
  }),
  "polygon-to-multipolygon": change({
    predicate: (_field, has) => `${has} a polygon that is stored as a multipolygon`,
    what: "The shape is one polygon.",
    why: "The platform stores all areas as multipolygons, so that an area in one piece and one in several are handled alike.",
    platform: "The same shape is published as a multipolygon of one part.",
    example: { before: "POLYGON (...)", after: "MULTIPOLYGON ((...))" },
  }),
  "rings-turned": change({
    predicate: (field, has) => `${has} ${field.a} whose outline is turned to run the other way round`,
    what: "The outer line runs clockwise.",
    why: "The platform stores outer lines anticlockwise and holes clockwise.",
    platform: "The same shape is published, its points in the opposite order.",
    example: { before: "clockwise", after: "anticlockwise" },
  }),
  "heights-dropped": change({
    predicate: (field, has) => `${has} ${field.a} from which heights are left out`,
    what: "The coordinates have a third number, a height.",
    why: "The platform's maps are flat.",
    platform: "The shape is published without heights.",
    example: { before: "POINT Z (-1 52 30)", after: "POINT (-1 52)" },
  }),
  "value-rewritten": change({
    predicate: (field, has) => `${has} ${field.a} that is published differently from how it is given`,
    what: "The published value differs from your cell in a way this tool has no name for.",
    why: "A rule of the platform or of the data team changed it.",
    platform: "The changed value is published.",
    fix: "Compare the two. If the published one is wrong, tell the data team.",
  }),
} as const satisfies Record<string, RowFindingText>;

export type ChangeId = keyof typeof changeText;
