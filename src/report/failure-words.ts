import type { CheckFailure } from "./failure.ts";

type FailureReason = Extract<CheckFailure, { code: "unreadable" }>["reason"];

/** What to say when a check cannot go on: what happened, what it means, what to do. */
export interface FailureWords {
  readonly heading: string;
  readonly what: string;
  readonly todo: readonly string[];
}

const saveAsCsv =
  "Open it in the program it comes from and save it as CSV (for Excel: File, Save as, “CSV UTF-8 (Comma delimited)”).";
const exportAgain =
  "Export the data again from your GIS or database as GeoJSON or CSV, and check the new file.";

const unreadable: Readonly<Record<FailureReason, FailureWords>> = {
  "empty-file": {
    heading: "The file is empty",
    what: "It has no bytes at all, so there is nothing to check. An export that was stopped, or a file that is still being copied, often looks like this.",
    todo: [exportAgain],
  },
  html: {
    heading: "This is a web page, not data",
    what: "The file starts as a web page does. This happens when a page is saved instead of the file it links to, or when a server answers with a sign-in or error page.",
    todo: [
      "Open the page in a browser, find the link to the file itself, and save that.",
      "If you will publish an address, make sure it leads straight to the file, without a page or sign-in before it.",
    ],
  },
  "unknown-encoding": {
    heading: "The characters in this file cannot be read",
    what: "The file’s character set could not be worked out, so its letters would come out wrong. The platform could not read it either.",
    todo: [`Save it as UTF-8. ${saveAsCsv}`],
  },
  binary: {
    heading: "This is not a data file the platform can read",
    what: "It may be a PDF, a picture, a document or a program’s own format. The platform reads tables and shapes, not pages.",
    todo: [
      "If the data is in a PDF or Word document, ask whoever made it for the table or the GIS layer behind it.",
      exportAgain,
    ],
  },
  "zip-without-data": {
    heading: "The zip file holds no data the platform can read",
    what: "A zip may hold one shapefile, GeoJSON, GML, KML, MapInfo or JSON file. None was found in this one; zipped CSV files are not read by the platform.",
    todo: [
      "Unzip it and check the file inside, or zip the right file (for a shapefile: the .shp, .shx, .dbf and .prj together).",
    ],
  },
  "zip-several": {
    heading: "The zip file holds more than one data file",
    what: "The platform cannot tell which of them it should read.",
    todo: [
      "Zip only the one you want to publish, and check again.",
      "To publish several, give each its own file and address.",
    ],
  },
  "spreadsheet-not-readable": {
    heading: "The spreadsheet cannot be read",
    what: "It may be protected with a password, damaged, or in an older format (.xls, .ods) that the platform does not read.",
    todo: [saveAsCsv],
  },
  "database-not-readable": {
    heading: "The GeoPackage or database cannot be read",
    what: "The file says it is a database, but its tables cannot be opened. It may have been cut short or still be open in another program.",
    todo: ["Close it in your GIS, and export it again.", exportAgain],
  },
  "json-not-readable": {
    heading: "The JSON in this file is broken",
    what: "It starts as JSON but cannot be read to the end. Often the file was cut short while it was saved or downloaded, or a comma or bracket is missing.",
    todo: [
      "Download or export the file again and see whether it is the same size.",
      "If you edited it by hand, look at the place named below.",
    ],
  },
  "json-rows-differ": {
    heading: "The rows of this JSON do not have the same form",
    what: "The platform expects a list of features, or a list of records that all have the same fields.",
    todo: [exportAgain],
  },
  "xml-not-readable": {
    heading: "The XML in this file cannot be read",
    what: "It is not GML or KML that holds features the platform knows, or it was cut short.",
    todo: [exportAgain],
  },
  "format-not-readable": {
    heading: "The platform does not read this kind of file",
    what: "What it reads: CSV, GeoJSON, JSON, Excel (.xlsx, .xlsm), GeoPackage, SQLite, KML and GML, and in a zip shapefiles and MapInfo tables.",
    todo: [exportAgain],
  },
  "converter-not-loaded": {
    heading: "The reader for this kind of file could not be loaded",
    what: "Some formats need a part of the tool that is fetched when first used. That did not work, most likely because there is no connection.",
    todo: ["Connect and check again.", "Or export the data as CSV or GeoJSON, which are read without it."],
  },
};

/** The words for a failure. `cancelled` has a page of its own and is here for completeness. */
export function failureWords(failure: CheckFailure): FailureWords {
  switch (failure.code) {
    case "unreadable":
      return unreadable[failure.reason];
    case "no-rows":
      return {
        heading: "The file has no rows of data",
        what: "It could be read, but below the column names there is nothing. The platform would collect it and publish nothing.",
        todo: [
          "Check that the export was not filtered to nothing, and that it is the right layer or sheet (only the first sheet of a spreadsheet is read).",
          "Add at least one row and check again.",
        ],
      };
    case "pipeline-raises":
      return {
        heading: "The platform’s own program stops at this file",
        what: "Something in the file makes the national pipeline stop with an error, so nothing of it would be published. This tool does the same, and shows what it found up to there.",
        todo: [
          "Look at the rows found so far: the last one is often the cause.",
          "If you cannot see why, send the details below to the Planning Data team: this is a fault they want to know of.",
        ],
      };
    case "unknown-dataset":
      return {
        heading: "There is no dataset of this name",
        what: `The specification has no dataset called “${failure.dataset}”.`,
        todo: ["Choose the dataset from the list and check again."],
      };
    case "bad-configuration":
      return {
        heading: "A table of rules cannot be used",
        what:
          failure.line === 0
            ? failure.detail
            : `Line ${failure.line} of ${failure.file}, column ${failure.column}, cannot be understood, so the platform’s program would stop.`,
        todo: ["Correct the table, or check without it."],
      };
    case "grid-unavailable":
      return {
        heading: "A table the check needs could not be loaded",
        what: "Your data uses British National Grid coordinates. The platform turns them into longitude and latitude with Ordnance Survey’s OSTN15 table, and that table is not on this computer yet.",
        todo: [
          "Check again when you are connected: the table (0.3 MB) is loaded once and then kept.",
          "Or choose “The live check” as the answer you want: it does without the table, a few metres apart.",
        ],
      };
    case "cancelled":
      return {
        heading: "You stopped the check",
        what: "Nothing was kept. Your file has not been changed.",
        todo: [],
      };
    case "worker-lost":
      return {
        heading: "The check stopped unexpectedly",
        what: "The part of the tool that reads your file ended before it was done. Most often the computer ran out of memory. Your file has not been changed and has not left this computer.",
        todo: [
          "Close other programs and browser tabs, then check again.",
          "If it happens again with a small file, it is a fault in this tool: report it with the details below and, if you may share it, the smallest part of the file that still does it.",
          "A very large file can be checked with the command line on the same computer: planning-data-check check FILE --dataset NAME.",
        ],
      };
  }
}

/** The technical part, for a report of the fault; blank when there is none. */
export function failureDetail(failure: CheckFailure): string {
  switch (failure.code) {
    case "unreadable":
      return failure.detail === "" ? failure.reason : `${failure.reason}: ${failure.detail}`;
    case "pipeline-raises":
      return `${failure.detail} (raised in ${failure.raisedIn})`;
    case "no-rows":
    case "worker-lost":
    case "bad-configuration":
    case "grid-unavailable":
      return failure.detail;
    case "unknown-dataset":
    case "cancelled":
      return "";
  }
}
