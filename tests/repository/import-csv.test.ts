import { describe, expect, it } from "vitest";
import { readImport, writeImport } from "../../src/repository/import-csv.ts";

const header = "organisation,endpoint-url,documentation-url,start-date,pipelines,plugin,licence\r\n";
const row =
  "local-authority:LBH,https://a.gov.uk/x.csv,https://a.gov.uk/x,2024-01-31,tree;tree-preservation-zone,,ogl3\r\n";

describe("import.csv", () => {
  it("is read whatever the order of its columns, its line ends or a byte order mark", () => {
    const csv = `\uFEFFlicence,pipelines,start-date,documentation-url,endpoint-url,organisation,ticket\nogl3, tree ; tree-preservation-zone,2024-01-31,https://a.gov.uk/x,https://a.gov.uk/x.csv,local-authority:LBH,T-1\n`;
    expect(readImport(csv)).toEqual({
      ok: true,
      rows: [
        {
          line: 2,
          organisation: "local-authority:LBH",
          endpointUrl: "https://a.gov.uk/x.csv",
          documentationUrl: "https://a.gov.uk/x",
          startDate: "2024-01-31",
          pipelines: ["tree", "tree-preservation-zone"],
          plugin: "",
          licence: "ogl3",
          entryDate: "",
          endDate: "",
        },
      ],
      unknownColumns: ["ticket"],
      duplicates: [],
    });
  });

  it("is written as it was read", () => {
    const reply = readImport(header + row);
    expect(reply.ok && writeImport(reply.rows)).toBe(header + row);
  });

  it("names the columns that are missing", () => {
    expect(readImport("organisation,endpoint-url\r\n")).toEqual({
      ok: false,
      missingColumns: ["documentation-url", "start-date", "pipelines", "licence"],
    });
  });

  it("keeps the first of two equal rows and says which line repeats it", () => {
    const reply = readImport(header + row + row);
    expect(reply).toMatchObject({ ok: true, duplicates: [{ line: 3, of: 2 }] });
    expect(reply.ok && reply.rows).toHaveLength(1);
  });

  it("refuses more than 1,000 rows", () => {
    expect(readImport(header + row.repeat(1001))).toEqual({ ok: false, tooMany: 1001 });
  });
});
