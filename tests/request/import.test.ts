import { describe, expect, it } from "vitest";
import { readImport, writeImport } from "../../src/repository/import-csv.ts";
import type { ImportItemState } from "../../src/request/import-batch.ts";
import { importItems } from "../../src/request/import-judge.ts";
import { importProblemsCsv, readyRequests } from "../../src/request/import-rows.ts";
import { changedFiles } from "../../src/request/rows.ts";
import type { ValidationContext } from "../../src/request/validate.ts";
import { referenceOrganisations, referenceSpecification } from "../conformance/reference-data.ts";

const organisations = new Map(referenceOrganisations().all.map((one) => [one.organisation, one]));
const context: ValidationContext = {
  today: "2026-11-22",
  specification: referenceSpecification(),
  organisation: (code) => organisations.get(code),
  isExpected: () => true,
};
const header = "organisation,endpoint-url,documentation-url,start-date,pipelines,plugin,licence";
const good = (number: number) =>
  `local-authority:DNC,https://www.doncaster.gov.uk/${number}.csv,https://www.doncaster.gov.uk/${number},2026-01-02,conservation-area,,ogl3`;
const page = "https://www.doncaster.gov.uk/x";

/** Twenty lines, each wrong in another way, and what is said of it. */
const wrong: readonly (readonly [string, string])[] = [
  [`,https://a.gov.uk/1.csv,${page},2026-01-02,tree,,ogl3`, "The organisation is blank"],
  [
    `local-authority:NOPE,https://a.gov.uk/2.csv,${page},2026-01-02,tree,,ogl3`,
    "is not a known organisation",
  ],
  [`Doncaster,https://a.gov.uk/3.csv,${page},2026-01-02,tree,,ogl3`, "is not an organisation's key"],
  [`local-authority:DNC,,${page},2026-01-02,tree,,ogl3`, "The endpoint's address is blank"],
  [
    `local-authority:DNC,www.a.gov.uk/5.csv,${page},2026-01-02,tree,,ogl3`,
    "must start with http:// or https://",
  ],
  [`local-authority:DNC,ftp://a.gov.uk/6.csv,${page},2026-01-02,tree,,ogl3`, "starts with ftp"],
  [`local-authority:DNC,https://a.gov.uk/7 7.csv,${page},2026-01-02,tree,,ogl3`, "has a space in it"],
  [`local-authority:DNC,https://server/8.csv,${page},2026-01-02,tree,,ogl3`, "has a host without a dot"],
  [
    `local-authority:DNC,https://a.gov.uk/${"9".repeat(2100)},${page},2026-01-02,tree,,ogl3`,
    "longer than 2,048",
  ],
  [
    "local-authority:DNC,https://a.gov.uk/10.csv,,2026-01-02,tree,,ogl3",
    "documentation page's address is blank",
  ],
  [
    "local-authority:DNC,https://a.gov.uk/11.csv,no page,2026-01-02,tree,,ogl3",
    "documentation page's address has a space",
  ],
  [
    "local-authority:DNC,https://a.gov.uk/12,https://a.gov.uk/12,2026-01-02,tree,,ogl3",
    "is the endpoint itself",
  ],
  [`local-authority:DNC,https://a.gov.uk/13.csv,${page},02/01/2026,tree,,ogl3`, "must be written YYYY-MM-DD"],
  [
    `local-authority:DNC,https://a.gov.uk/14.csv,${page},2026-02-30,tree,,ogl3`,
    "is not a day of the calendar",
  ],
  [`local-authority:DNC,https://a.gov.uk/15.csv,${page},2027-01-01,tree,,ogl3`, "is in the future"],
  [`local-authority:DNC,https://a.gov.uk/16.csv,${page},2026-01-02,,,ogl3`, "No dataset is named"],
  [`local-authority:DNC,https://a.gov.uk/17.csv,${page},2026-01-02,trees,,ogl3`, '"trees" is not a dataset'],
  [
    `local-authority:DNC,https://a.gov.uk/18.csv,${page},2026-01-02,tree;conservation-area,,ogl3`,
    "different collections",
  ],
  [`local-authority:DNC,https://a.gov.uk/19.csv,${page},2026-01-02,tree,shapefile,ogl3`, "is not a plugin"],
  [`local-authority:DNC,https://a.gov.uk/20.csv,${page},2026-01-02,tree,,ogl9`, "is not a licence"],
];

function items(csv: string): ImportItemState[] {
  const reply = readImport(csv);
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  return importItems(reply, context);
}

describe("import.csv, row by row", () => {
  const lines = Array.from({ length: 180 }, (_, index) => good(index));
  // Wrong rows among the others.
  for (const [index, [line]] of wrong.entries()) lines.splice(index * 9, 0, line);
  const all = items(`${[header, ...lines].join("\r\n")}\r\n`);

  it("of 200 rows with 20 wrong in different ways gives 180 results and 20 precise messages", () => {
    expect(all).toHaveLength(200);
    const failed = all.filter(({ state }) => state === "failed");
    expect(failed.map(({ problems }) => problems.length)).toEqual(wrong.map(() => 1));
    failed.forEach(({ problems }, index) => {
      expect(problems[0]?.message).toContain(wrong[index]?.[1]);
    });
    const requests = readyRequests(all, "import", undefined, () => "");
    expect(requests).toHaveLength(180);
    const change = changedFiles({
      requests,
      repository: new Map(),
      order: "canonical",
      today: "2026-11-22",
      specification: referenceSpecification(),
    });
    expect(change.problems).toEqual([]);
    expect(change.addedRows.get("collection/conservation-area/endpoint.csv")?.rows).toHaveLength(180);
    expect(importProblemsCsv(all).split("\r\n")).toHaveLength(22);
  });

  it("says all that is wrong with one row at once", () => {
    const [item] = items(`${header}\n,ftp://x,,2026-99-01,tree,,\n`);
    expect(item?.problems.map(({ field }) => field)).toEqual([
      "organisation",
      "endpoint-url",
      "documentation-url",
      "licence",
      "start-date",
    ]);
  });

  it("takes a row that repeats another for one, with a note", () => {
    const [item, ...more] = items([header, good(1), good(2), good(1)].join("\n"));
    expect(item?.notes).toEqual(["Line 4 says the same: it is one endpoint"]);
    expect(more).toHaveLength(1);
  });

  it("finds a comma that should be quoted and a quote that is never closed", () => {
    const [comma] = items(`${header}\n${good(1)},,more\n`);
    expect(comma?.problems[0]?.message).toContain("more cells than the header");
    const [quote] = items(
      `${header}\nlocal-authority:DNC,"https://a.gov.uk,x,2026-01-01,tree,,ogl3\n${good(2)}\n`,
    );
    expect(quote?.state).toBe("failed");
  });

  it("is the same file again when requests write it", () => {
    const csv = `${[header, good(1), good(2)].join("\r\n")}\r\n`;
    const reply = readImport(csv);
    expect(reply.ok && writeImport(reply.rows)).toBe(csv);
  });

  it("gives rows of one collection numbers that none shares, in file order", () => {
    const [first, second] = items([header, good(1), good(2)].join("\n"));
    if (!first || !second) throw new Error("two rows");
    const references = (...names: string[]) => ({
      "conservation-area": names.map((reference) => ({
        prefix: "conservation-area",
        organisation: "local-authority:DNC",
        reference,
      })),
    });
    const change = changedFiles({
      requests: readyRequests(
        [
          { ...first, state: "ready", references: references("A", "B") },
          { ...second, state: "ready", references: references("B", "C") },
        ],
        "import",
        true,
        () => "",
      ),
      repository: new Map(),
      order: "canonical",
      today: "2026-11-22",
      specification: referenceSpecification(),
    });
    expect(change.assigned.map(({ reference, entity }) => `${reference} ${entity}`)).toEqual([
      "A 44000000",
      "B 44000001",
      "C 44000002",
    ]);
  });
});
