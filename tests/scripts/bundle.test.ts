import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { buildBundle, pieceFolder } from "../../scripts/bundle/build.ts";
import { readSources, type Sources } from "../../scripts/bundle/sources.ts";
import { bundledTables } from "../../src/configuration/bundled-tables.ts";
import { runConfiguration } from "../../src/configuration/run-configuration.ts";
import { readProvisionPiece } from "../../src/specification/bundle.ts";
import { currentFields, intermediateFields, schemaOf } from "../../src/specification/derive.ts";
import { readSpecification } from "../../src/specification/read.ts";
import { sharedIt, sharedPath } from "../shared.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Tables out of the texts of a bundle. */
function tablesOf(read: (path: string) => string | undefined) {
  return bundledTables({
    async load(piece) {
      const text = read(`${pieceFolder}/${piece}.json`);
      if (text === undefined) throw new Error(`no piece ${piece}`);
      return JSON.parse(text);
    },
  });
}

const committed = tablesOf((path) =>
  existsSync(root + path) ? readFileSync(root + path, "utf8") : undefined,
);

let published: Sources | undefined;
function sources(): Sources {
  published ??= readSources(sharedPath(""));
  return published;
}

describe("the committed bundle", () => {
  sharedIt(
    "is what the sources give",
    () => {
      const built = buildBundle(sources());
      for (const [path, text] of built) {
        // Not toBe: a difference of megabytes is no help.
        expect(readFileSync(root + path, "utf8") === text, `${path}: run npm run bundle`).toBe(true);
      }
      const pieces = readdirSync(root + pieceFolder, { recursive: true, withFileTypes: true });
      expect(pieces.filter((entry) => entry.isFile())).toHaveLength(built.size - 1);
    },
    120_000,
  );

  it("has what a first check needs in under 100 kB gzipped", () => {
    const sizes = ["specification", "organisation"].map(
      (piece) => gzipSync(readFileSync(`${root}${pieceFolder}/${piece}.json`), { level: 9 }).length,
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(100_000);
  });

  it("loads the rules of any collection in under 20 kB gzipped, its lookups in under 160 kB", () => {
    const limits = { configuration: 20_000, lookup: 160_000 };
    for (const [kind, limit] of Object.entries(limits)) {
      for (const name of readdirSync(`${root}${pieceFolder}/${kind}`)) {
        const bytes = readFileSync(`${root}${pieceFolder}/${kind}/${name}`);
        expect(gzipSync(bytes, { level: 9 }).length, name).toBeLessThan(limit);
      }
    }
  });

  it("says what each piece is: size, hash and date", () => {
    const manifest = JSON.parse(readFileSync(`${root}${pieceFolder}/manifest.json`, "utf8"));
    const { bytes, date, sha256 } = manifest.pieces.specification;
    expect(bytes).toBe(readFileSync(`${root}${pieceFolder}/specification.json`).length);
    expect(date).toMatch(/^\d{1,2} \w+ \d{4}$/);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  sharedIt("offers the datasets of service/datasets.md, asked for by as many organisations", async () => {
    const letters: Record<string, string> = {
      S: "statutory",
      E: "expected",
      P: "prospective",
      N: "encouraged",
    };
    const described = readFileSync(sharedPath("service/datasets.md"), "utf8")
      .split("## 2. The 18 datasets")[1]!
      .split("## 3.")[0]!
      .matchAll(/^\| ([a-z0-9-]+) \| .* \| ([^|]*) \|$/gm);
    const expected = [...described].slice(1).map(([, dataset, who]) => {
      const asked = [...who!.matchAll(/([SEPN]) (\d+)/g)].map(
        ([, letter, count]) => `${letters[letter!]} ${count}`,
      );
      return `${dataset}: ${asked.sort().join(", ")}`;
    });
    const { offered } = await committed.bundledSpecification();
    const found = offered.map(({ dataset, asked }) => {
      const reasons = [...asked].map(([reason, count]) => `${reason} ${count}`);
      return `${dataset}: ${reasons.sort().join(", ")}`;
    });
    expect(expected).toHaveLength(18);
    expect(found.sort()).toEqual(expected.sort());
  });

  sharedIt("gives the specification that the published tables give", async () => {
    const files = new Map<string, string>();
    for (const [path, text] of sources()) {
      const [folder, name = ""] = path.split("/");
      if (folder === "specification") files.set(name, text);
    }
    const { version, ...bundled } = await committed.specification();
    const { version: _, ...read } = readSpecification(files, version);
    expect(bundled).toEqual(read);
  });

  it("gives the rules of a collection, and its lookups only when asked", async () => {
    const without = await committed.configuration("brownfield-land", false);
    const withLookups = await committed.configuration("brownfield-land", true);
    expect(without?.tables.has("lookup.csv")).toBe(false);
    expect(withLookups?.tables.get("lookup.csv")?.records).toHaveLength(42_186);
    expect(withLookups?.tables.get("column.csv")).toBe(without?.tables.get("column.csv"));
    expect(await committed.configuration("no-such-collection", true)).toBeUndefined();
  });

  it("says that nothing is known where a collection's lookups could not be had", async () => {
    const configuration = await committed.configuration("tree-preservation-order", true);
    const result = runConfiguration(configuration, { dataset: "tree", resource: "R", endpoints: [] });
    expect(result.ok && result.configuration.lookups.loaded).toBe(false);
    expect(result.ok && result.configuration.redirects.size).toBeGreaterThan(10_000);
  });

  it("has the lists of allowed values that can be had", async () => {
    const rights = await committed.categoryValues("article-4-direction-area");
    expect(rights.get("permitted-development-rights")).toHaveLength(148);
    const documents = await committed.categoryValues("conservation-area-document");
    expect([...(documents.get("document-type") ?? [])].sort()).toEqual([
      "area-appraisal",
      "area-map",
      "designation-report",
      "notice",
    ]);
    const brownfield = await committed.categoryValues("brownfield-land");
    expect(brownfield.get("planning-permission-type")).toHaveLength(7);
    const zones = await committed.categoryValues("tree-preservation-zone");
    expect(zones.has("tree-preservation-zone-type")).toBe(false);
  });
});

describe("organisations of the bundle", () => {
  sharedIt("know every key that the published tables name, but for a few without facts", async () => {
    const { list, index } = await committed.bundledOrganisations();
    const keys = new Set<string>();
    for (const [path, csv] of sources()) {
      if (!/provision\.csv$|source\.csv$|lookup\.csv$|entity-organisation\.csv$/.test(path)) continue;
      for (const [key] of csv.matchAll(
        /\b(?:local-authority|national-park-authority|[a-z-]+-corporation):[A-Z]\w*/g,
      )) {
        keys.add(key);
      }
    }
    const missing = [...keys].filter((key) => index.lookup(key) === "");
    expect(keys.size).toBeGreaterThan(380);
    expect(missing).toEqual([]);
    const bare = list.filter(({ described }) => !described).map(({ kind }) => kind);
    expect(bare).toHaveLength(73);
    expect(list.filter(({ name }) => name === "")).toHaveLength(6);
  });

  it("name joint planning groups by their members, whatever kind those are", async () => {
    const { list } = await committed.bundledOrganisations();
    const name = (key: string) => list.find((row) => row.organisation === key)?.name;
    expect(name("local-planning-group:BRT-GED-NGM")).toBe(
      "Broxtowe, Gedling and Nottingham joint planning group",
    );
    expect(list.filter(({ name }) => /\bQ\d/.test(name))).toEqual([]);
  });

  it("keep ended councils, with who took over", async () => {
    const { list } = await committed.bundledOrganisations();
    const ended = list.filter((row) => row.organisation.startsWith("local-authority:") && row.endDate !== "");
    expect(ended).toHaveLength(49);
    for (const row of ended) {
      expect(row.successors, row.organisation).not.toEqual([]);
      for (const key of row.successors) {
        expect(list.find((other) => other.organisation === key)?.endDate, key).toBe("");
      }
    }
  });

  it("give one number several keys, and a name that changed its former one", async () => {
    const { list } = await committed.bundledOrganisations();
    expect(list.filter(({ entity }) => entity === "283").map(({ code }) => code)).toEqual(["SCR", "SYMCA"]);
    const ministry = list.find(({ code }) => code === "D1342");
    expect(ministry?.formerNames).toEqual(["Department for Levelling Up, Housing and Communities"]);
  });
});

it("knows what is asked of an organisation, and what no longer is", () => {
  const provisions = readProvisionPiece(
    JSON.parse(readFileSync(`${root}${pieceFolder}/provision.json`, "utf8")),
  );
  const ofBarnet = provisions.get("local-authority:BNE") ?? [];
  expect(ofBarnet.find(({ dataset }) => dataset === "brownfield-land")).toMatchObject({
    reason: "statutory",
    endDate: "",
  });
  expect([...provisions.values()].flat().filter(({ endDate }) => endDate !== "")).toHaveLength(556);
});

describe("another dataset", () => {
  const pond: Record<string, string> = {
    "specification/dataset.csv": "dataset,name,plural,collection,typology\npond,Pond,Ponds,pond,geography\n",
    "specification/pipeline.csv": "pipeline,schema\npond,pond\n",
    "specification/schema.csv": "schema\npond\n",
    "specification/schema-field.csv": "schema,field\npond,reference\npond,name\npond,geometry\n",
    "specification/dataset-field.csv": "dataset,field\npond,reference\npond,name\npond,geometry\n",
    "specification/specification-field.csv": "dataset,field\npond,reference\npond,name\n",
    "specification/provision.csv":
      "organisation,dataset,provision-reason\nlocal-authority:BNE,pond,statutory\nlocal-authority:DNC,pond,statutory\n",
  };

  sharedIt(
    "is data only: rows more in the tables offer it, with its fields and its configuration",
    async () => {
      const changed = new Map(sources());
      for (const [path, csv] of Object.entries(pond))
        changed.set(path, withRows(changed.get(path) ?? "", csv));
      changed.set("configuration/pipeline/pond/column.csv", "dataset,column,field\npond,pond_no,reference\n");
      const files = buildBundle(changed);
      const tables = tablesOf((path) => files.get(path));

      const { offered, specification } = await tables.bundledSpecification();
      expect(offered).toHaveLength(19);
      expect(offered.find(({ dataset }) => dataset === "pond")?.asked.get("statutory")).toBe(2);
      expect(intermediateFields(specification, "pond", [])).toEqual(["geometry", "name", "reference"]);
      expect(currentFields(specification, schemaOf(specification, "pond"), "2026-09-01")).toContain(
        "geometry",
      );
      expect(specification.guidance.get("pond")).toHaveLength(2);
      const configuration = await tables.configuration("pond", false);
      const result = runConfiguration(configuration, { dataset: "pond", resource: "R", endpoints: [] });
      expect(result.ok && result.configuration.columns.get("pond-no")?.field).toBe("reference");
    },
    120_000,
  );

  sharedIt("is refused by name when its row is broken", () => {
    const changed = new Map(sources());
    const path = "specification/dataset.csv";
    changed.set(path, withRows(changed.get(path) ?? "", "dataset,entity-minimum\npond,many\n"));
    expect(() => buildBundle(changed)).toThrow(
      /specification\/dataset\.csv, record \d+: .*\n.*entity-minimum/,
    );
  });

  /** Rows laid out for another header, added at the end of a table. */
  function withRows(table: string, rows: string): string {
    const header = table.slice(0, table.search(/\r?\n/)).split(",");
    const [columns = [], ...records] = rows
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    const lines = records.map((record) =>
      header.map((column) => record[columns.indexOf(column)] ?? "").join(","),
    );
    return `${table.replace(/\s*$/, "")}\n${lines.join("\n")}\n`;
  }
});
