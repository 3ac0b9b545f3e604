import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareAnswers } from "../../src/compare/answers.ts";
import { configurationFiles, readConfiguration } from "../../src/configuration/read.ts";
import { csvRecords } from "../../src/engine/convert/csv.ts";
import type { Mode } from "../../src/report/mode.ts";
import { allLines, type Report } from "../../src/report/report.ts";
import { type Case, readCase } from "../conformance/case.ts";
import { referenceFiles } from "../conformance/reference-data.ts";
import { type CaseOptions, recordCase } from "../report/record-case.ts";
import { sharedIt, sharedPath } from "../shared.ts";

async function answers(
  csv: string,
  options: CaseOptions,
  modes: readonly Mode[] = ["added", "check", "pipeline"],
) {
  const reports = new Map<Mode, Report>();
  for (const mode of modes) reports.set(mode, (await recordCase(csv, { ...options, mode })).report);
  return { reports, differences: compareAnswers(reports) };
}

describe("where the three answers differ", () => {
  const header = "reference,name,geometry,start-date,entry-date\n";
  const square = '"POLYGON ((-1 52, -0.9 52, -0.9 52.1, -1 52))"';

  sharedIt("is nowhere when no rule applies and every number is known", async () => {
    const lookup =
      "prefix,resource,entry-number,organisation,reference,entity\nconservation-area,,,local-authority:LBH,CA1,44000001\n";
    const { differences } = await answers(`${header}CA1,Green,${square},2020-01-01,2026-01-01\n`, {
      organisations: ["local-authority:LBH"],
      configuration: { "lookup.csv": lookup },
    });
    expect(differences).toEqual([]);
  });

  sharedIt("names the transformation only where National Grid coordinates were met", async () => {
    const { report } = await recordCase(
      `${header}CA1,Green,"POLYGON ((430000 260000",2020-01-01,2026-01-01\n`,
      {
        mode: "added",
      },
    );
    const none = { mustFix: [], needsFixing: [], fixedForYou: [], worthChecking: [] };
    const without = { ...report, groups: { ...report.groups, ...none } };
    const causes = (apart: { readonly transformationsApart?: number }) => {
      const checked = { ...report.checked, transformation: "ostn15" as const, ...apart };
      const reports = new Map<Mode, Report>([
        ["added", { ...report, checked }],
        ["check", { ...without, checked: { ...report.checked, mode: "check" } }],
      ]);
      return compareAnswers(reports)
        .flatMap((difference) => difference.causes)
        .filter(({ id }) => id === "transformation");
    };
    expect(causes({})).toEqual([]);
    expect(causes({ transformationsApart: 1.78 })[0]?.words).toBe(
      "British National Grid is converted by the official table (OSTN15) in the answer for once it is added, and without it in the live check: the same places are up to 1.8 metres apart.",
    );
  });

  sharedIt("names the table of rules that only some answers use", async () => {
    const { differences } = await answers(
      `${header}CA1,Green,${square},1 Jan 20?,2026-01-01\nCA2,Mill,${square},,2026-01-01\n`,
      {
        configuration: {
          "patch.csv":
            "dataset,resource,field,pattern,value\nconservation-area,,start-date,1 Jan 20\\?,2020-01-01\n",
        },
      },
    );
    const date = differences.find(({ id }) => id === "invalid-date.start-date");
    expect(Object.keys(date?.sentences ?? {})).toEqual(["check"]);
    expect(date?.causes).toEqual([
      {
        id: "rule",
        table: "patch.csv",
        words:
          "Rules of the data team that replace known wrong values of start date (patch.csv) are used by the answer for once it is added and not by the live check.",
      },
      {
        id: "rule",
        table: "patch.csv",
        words:
          "Rules of the data team that replace known wrong values of start date (patch.csv) are used by the nightly run and not by the live check.",
      },
    ]);
    const unknown = differences.find(({ id }) => id === "unknown-entity.entity");
    expect(Object.keys(unknown?.sentences ?? {})).toEqual(["pipeline"]);
    expect(unknown?.causes.map(({ id }) => id)).toEqual(["lookups"]);
  });

  sharedIt("says that a mapping for an address is not used by the live check", async () => {
    const endpoint = "a".repeat(64);
    const { differences } = await answers(
      `CA_NO,name,geometry\nCA1,Green,${square}\n`,
      {
        endpoints: [endpoint],
        configuration: {
          "column.csv": `dataset,endpoint,resource,column,field\nconservation-area,${endpoint},,CA_NO,reference\n`,
        },
      },
      ["added", "check"],
    );
    const missing = differences.find(({ id }) => id === "missing-column.reference");
    expect(missing?.sentences).toEqual({ check: "There is no column for reference" });
    expect(missing?.causes[0]).toMatchObject({ id: "column-read-otherwise", table: "column.csv" });
    expect(missing?.causes[0]?.words).toContain(
      "The column CA_NO is read as reference only in the answer for once",
    );
  });

  sharedIt("tells the quirk that a matching by hand keeps the live check from renaming fields", async () => {
    const { differences } = await answers(
      "Site,SiteNameAddress,GeoX,GeoY,OrganisationURI,Hectares\nB1,Mill Lane,-1,52,,2 ha\n",
      {
        dataset: "brownfield-land",
        columnMapping: { Site: "SiteReference" },
        configuration: {
          "transform.csv":
            "dataset,field,replacement-field\nbrownfield-land,SiteReference,reference\nbrownfield-land,Hectares,hectares\n",
        },
      },
      ["added", "check"],
    );
    expect(differences.flatMap(({ causes }) => causes.map(({ id }) => id))).toContain(
      "mapping-drops-transform",
    );
  });

  sharedIt("tells the live check's list of columns that no dataset has", async () => {
    const { differences } = await answers("reference,name\nLP1,Plan\n", { dataset: "local-plan" }, [
      "added",
      "check",
    ]);
    const datasets = differences.find(({ id }) => id === "missing-column.datasets");
    expect(datasets?.causes.map(({ id }) => id)).toEqual(["list-of-columns"]);
  });

  it("a table that no answer knows is not invented", () => {
    expect(compareAnswers(new Map())).toEqual([]);
  });
});

/** Each recorded file that the reference ran both ways: both answers are the reference's, and every difference has a cause. */
describe("recorded files, as the live check and as the nightly run", () => {
  const folder = sharedPath("conformance/cases");
  const pairs = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^dataset-.*-poor$/.test(name))
        .map((name) => [name, name.replace(/-poor$/, "-pipeline")] as const)
        .filter(([, nightly]) => existsSync(join(folder, nightly, "case.json")))
    : [];

  sharedIt("are there", () => {
    expect(pairs.length).toBeGreaterThan(15);
  });

  it.each(pairs)("%s: each answer is the reference's, each difference explained", async (check, nightly) => {
    const [one, two] = [readCase(join(folder, check)), readCase(join(folder, nightly))];
    const reports = new Map<Mode, Report>([
      ["check", await reportOf(one)],
      ["pipeline", await reportOf(two)],
    ]);
    for (const recorded of [one, two]) {
      const report = reports.get(recorded.mode);
      const counted = new Map(
        (report ? allLines(report) : [])
          .filter(({ source }) => source === "pipeline")
          .map(({ type, field, count }) => [`${type} | ${field}`, count]),
      );
      expect(counted).toEqual(recordedCounts(recorded.folder));
    }
    const differences = compareAnswers(reports);
    expect(differences.length).toBeGreaterThan(0);
    const unexplained = differences.filter(({ causes }) => causes.every(({ id }) => id === "unknown"));
    expect(unexplained.map(({ id, sentences }) => [id, sentences])).toEqual([]);
  });
});

async function reportOf(recorded: Case): Promise<Report> {
  const files = new Map<string, string>();
  for (const name of recorded.configuration) {
    const own = join(recorded.folder, name);
    const found = name.startsWith(".")
      ? readdirSync(own).map((file): [string, string] => [file, readFileSync(join(own, file), "utf8")])
      : referenceFiles(`configuration/pipeline/${name}`);
    for (const [file, text] of found) files.set(file, text);
  }
  const { report } = await recordCase(new Uint8Array(readFileSync(recorded.input)), {
    dataset: recorded.dataset,
    mode: recorded.mode,
    organisations: recorded.organisations,
    endpoints: recorded.endpoints,
    entryDate: recorded.entryDate,
    categoryValues: recorded.categoryValues,
    today: recorded.today,
    ...(recorded.resource === undefined ? {} : { resource: recorded.resource }),
    ...(recorded.configurationFiles
      ? {
          configurationFiles: new Set(
            configurationFiles.filter((file) => recorded.configurationFiles?.includes(file)),
          ),
        }
      : {}),
    configurationTables: readConfiguration(files, "as recorded", ""),
  });
  return report;
}

function recordedCounts(folder: string): Map<string, number> {
  const [header = [], ...rows] = [...csvRecords([readFileSync(join(folder, "expected/issue.csv"), "utf8")])];
  const [type, field] = [header.indexOf("issue-type"), header.indexOf("field")];
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = `${row[type]} | ${row[field]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
