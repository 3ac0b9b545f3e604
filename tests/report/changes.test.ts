import { describe, expect, it } from "vitest";
import { classifyChange } from "../../src/report/cell-changes.ts";
import { guessedDate } from "../../src/report/check-dates.ts";
import { isBlank } from "../../src/report/column-map.ts";
import { fieldMeant } from "../../src/report/column-report.ts";
import { allLines } from "../../src/report/report.ts";
import { sharedIt } from "../shared.ts";
import { recordCase } from "./record-case.ts";

describe("changes without an issue", () => {
  it.each([
    ["datetime", "1/4/1971", "1971-04-01", "date-rewritten"],
    ["datetime", "1971-04-01", "1971-04-01", undefined],
    ["decimal", "£1,000.50", "1000.5", "number-cleaned"],
    ["decimal", "0.12345678", "0.123457", "number-rounded"],
    ["integer", "12.0", "12", "number-cleaned"],
    ["flag", "Y", "yes", "flag-rewritten"],
    ["url", "https://a.gov.uk/x y", "https://a.gov.uk/xy", "address-joined"],
    ["string", " a ", "a", "spaces-removed"],
    ["string", "a\u001cb", "a b", "spaces-removed"],
    ["string", 'the "Elms"', "the Elms", "quotes-removed"],
    ["string", "Area Appraisal", "area-appraisal", "category-respelled"],
    ["string", "a ; B", "A;b", "category-respelled"],
    ["string", "CA1", "conservation-area:CA1", "prefix-added"],
    ["string", "something", "else", "value-rewritten"],
  ])("calls %s '%s' -> '%s' %s", (datatype, cell, published, change) => {
    expect(classifyChange(datatype, "notes", "conservation-area", cell, published)).toBe(change);
  });

  it.each(["", " ", "N/A", "#n/a", "null", "<NULL>", "?", "???", "-", "---", " n/a "])(
    "takes '%s' for blank",
    (cell) => {
      expect(isBlank(cell)).toBe(true);
    },
  );

  it.each(["n/a.", "none", "nil", "tbc", "0", "-1", "--x"])("takes '%s' for a value", (cell) => {
    expect(isBlank(cell)).toBe(false);
  });
});

describe("guessed dates", () => {
  it.each([
    ["2024-02-29", undefined],
    ["29/02/2024", undefined],
    ["03/03/2024", undefined],
    ["03/04/2024", "ambiguous-date"],
    ["3.4.2024 10:00", "ambiguous-date"],
    ["12/31/2024", "month-first-date"],
    ["31/12/68", "two-digit-year"],
    ["01-Jan-24", "two-digit-year"],
    ["Jan-24", "partial-date"],
    ["2019", "partial-date"],
    ["2019.0", "partial-date"],
    ["May 2019", "partial-date"],
    ["2024-13-05", "year-day-month-date"],
    ["1704067200", "number-as-date"],
    ["20240101", undefined],
    ["01-Jan-2024", undefined],
    ["1 January 2024", undefined],
  ])("'%s': %s", (written, guess) => {
    expect(guessedDate(written)).toBe(guess);
  });
});

describe("fields that may be meant", () => {
  const fields = ["designation-date", "documentation-url", "document-url", "name", "reference"];
  it.each([
    ["Designation Date", "designation-date"],
    ["DesignationDate", "designation-date"],
    ["Designatio", "designation-date"],
    ["Documentat", "documentation-url"],
    // "Document" begins two fields: no guess.
    ["Document", undefined],
    ["Referance", "reference"],
    ["Shape_Area", undefined],
    ["id", undefined],
  ])("%s: %s", (column, field) => {
    expect(fieldMeant(column, fields)?.field).toBe(field);
  });
});

describe("a value that was removed and filled again", () => {
  sharedIt("is lost, not rewritten: what is published was put there by a rule", async () => {
    const { report } = await recordCase("reference,name,entry-date\nCA1,Green,0000\n", {
      entryDate: "2026-08-01",
    });
    const about = allLines(report).filter(({ field }) => field === "entry-date");
    expect(about.map(({ id }) => id)).toEqual(["invalid-date.entry-date"]);
    expect(about[0]?.words.effect).toContain("the day the file was first collected is used instead");
    expect(report.counts.values).toMatchObject({ given: 3, kept: 2, changed: 0, lost: 1 });
  });

  sharedIt("of a missing reference column the rows are lost, and the line says so", async () => {
    const { report } = await recordCase("name\nGreen\n");
    const line = report.groups.mustFix.find(({ id }) => id === "missing-column.reference");
    expect(line?.effect).toBe("row-lost");
    expect(line?.words.effect).toContain("no row would be published");
  });
});
