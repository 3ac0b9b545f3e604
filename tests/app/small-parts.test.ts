import { describe, expect, it } from "vitest";
import { parseCategoryValues } from "../../src/app/category-values.ts";
import { isDate } from "../../src/app/check-options.tsx";
import { currentCode } from "../../src/app/choice-options.ts";
import { pageNumbers } from "../../src/app/components/pagination.tsx";
import { countOf, formatBytes, formatDate, joinWords } from "../../src/app/format.ts";
import { geometryTypeIn } from "../../src/app/guess-geometry-type.ts";
import { blocks, tidyGuidance } from "../../src/app/markdown.tsx";
import { placesWords } from "../../src/app/row-places.ts";
import { readRowQuery, rowQueryState } from "../../src/app/row-query.ts";
import { downloadName } from "../../src/app/save-file.ts";
import { templateCsv } from "../../src/app/template-csv.ts";

describe("numbers, sizes and dates", () => {
  it("read as people write them", () => {
    expect(countOf(1, "row")).toBe("1 row");
    expect(countOf(2041, "row")).toBe("2,041 rows");
    expect(formatBytes(834)).toBe("834 bytes");
    expect(formatBytes(1_268_961)).toBe("1.3 MB");
    expect(formatBytes(30_000_000)).toBe("30 MB");
    expect(formatDate("2021-04-03")).toBe("3 April 2021");
    expect(joinWords(["a", "b", "c"])).toBe("a, b and c");
  });

  it("tell a day that exists from one that does not", () => {
    expect(isDate("2024-02-29")).toBe(true);
    expect(isDate("2023-02-29")).toBe(false);
    expect(isDate("29/02/2024")).toBe(false);
  });
});

describe("pages of a list", () => {
  it("show the first, the last and the neighbours, and a gap never hides a single page", () => {
    expect(pageNumbers(1, 3)).toEqual([1, 2, 3]);
    expect(pageNumbers(10, 40)).toEqual([1, undefined, 9, 10, 11, undefined, 40]);
    expect(pageNumbers(4, 7)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(pageNumbers(5, 9)).toEqual([1, undefined, 4, 5, 6, undefined, 9]);
  });
});

describe("allowed values from a file", () => {
  it("are field names with lists, also inside a case file", () => {
    expect(parseCategoryValues('{"f":["a","b"]}')).toEqual({ ok: true, values: { f: ["a", "b"] } });
    expect(parseCategoryValues('{"dataset":"x","category-values":{"f":["a"]}}')).toEqual({
      ok: true,
      values: { f: ["a"] },
    });
  });

  it.each(["", "[]", '{"f":"a"}', '{"f":[1]}'])("are refused with a sentence when the file is %s", (text) => {
    expect(parseCategoryValues(text).ok).toBe(false);
  });
});

describe("first shape of a file", () => {
  it("is a point or a polygon, in WKT and GeoJSON", () => {
    expect(geometryTypeIn('{"features":[{"geometry":{"type": "MultiPolygon"')).toBe("polygon");
    expect(geometryTypeIn("id,wkt\n1,POINT (1 2)")).toBe("point");
    expect(geometryTypeIn('1,"MULTIPOLYGON (((')).toBe("polygon");
    expect(geometryTypeIn("reference,point\nPoint Lane")).toBeUndefined();
  });
});

describe("the table's state in its address", () => {
  it("comes back as it went in, and nonsense is left aside", () => {
    const view = readRowQuery(
      new URLSearchParams("page=3&group=must-fix&text=oak&lost=yes&sort=2&order=down"),
    );
    expect(view).toMatchObject({
      page: 3,
      group: "must-fix",
      text: "oak",
      lost: true,
      sort: 2,
      descending: true,
    });
    const state = rowQueryState(view);
    const again = new URLSearchParams();
    for (const [key, value] of Object.entries(state)) if (value !== undefined) again.set(key, String(value));
    expect(readRowQuery(again)).toEqual(view);
    expect(readRowQuery(new URLSearchParams("page=-1&group=nothing&sort=x&size=999999"))).toMatchObject({
      page: 1,
      size: 500,
      group: undefined,
      sort: undefined,
    });
  });
});

describe("words for places", () => {
  const first = [3, 9, 14, 20, 27, 33].map((lineNumber) => ({ lineNumber, entryNumber: lineNumber - 1 }));
  it("name the first rows as a spreadsheet numbers them", () => {
    expect(placesWords({ first: first.slice(0, 1), rows: 1, allRows: false })).toBe("Row 3 of your file");
    expect(placesWords({ first: first.slice(0, 2), rows: 2, allRows: false })).toBe("Rows 3 and 9");
    expect(placesWords({ first, rows: 1200, allRows: false })).toBe("Rows 3, 9, 14, 20, 27 and 1,195 more");
    expect(placesWords({ first, rows: 6, allRows: true })).toBe("All 6 rows");
  });
});

describe("files to save", () => {
  it("are named after the file checked", () => {
    expect(downloadName("Conservation areas (final).csv", "issue.csv")).toBe(
      "Conservation-areas-final--issue.csv",
    );
    expect(downloadName("", "report.md")).toBe("check-report.md");
  });

  it("a template has the columns of the guidance and no row", () => {
    expect(templateCsv([{ field: "reference" }, { field: "name" }])).toBe("\uFEFFreference,name\r\n");
  });
});

describe("published guidance", () => {
  it("loses its HTML but for links to the web", () => {
    expect(
      tidyGuidance(
        'the <a href="#datatype-datetime">date</a> of <a class="x" href="https://e.example/a">this</a>',
      ),
    ).toBe("The date of [this](https://e.example/a)");
  });

  it("is paragraphs and lists", () => {
    expect(blocks("## Two\nOne\ntwo\n\n* a\n  b\n* c\nThree")).toEqual([
      { kind: "heading", level: 2, lines: ["Two"] },
      { kind: "paragraph", lines: ["One", "two"] },
      { kind: "list", lines: ["a b", "c"] },
      { kind: "paragraph", lines: ["Three"] },
    ]);
  });
});

describe("codes of organisations", () => {
  it("are taken in their old form too", () => {
    expect(currentCode("local-authority-eng:DNC")).toBe("local-authority:DNC");
    expect(currentCode(" local-authority:DNC ")).toBe("local-authority:DNC");
  });
});
