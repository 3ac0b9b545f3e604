import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bytesSource } from "../../src/engine/convert/source.ts";
import { checkRequestData } from "../../src/request/data-check.ts";
import { type AddRowsRequest, changedFiles } from "../../src/request/rows.ts";
import {
  type AddDataCase,
  caseEffects,
  readAddDataCase,
  record,
  repositoryFiles,
} from "../conformance/add-data-case.ts";
import { sharedIt, sharedPath } from "../shared.ts";

/** Where the rows of a request are others than those of the service and its commit script, on purpose. */
const decided: Readonly<Record<string, string>> = {
  "authoritative-gap": "one range for each unbroken run of numbers",
  "authoritative-overlap": "a range over numbers of another organisation is left to a person",
  "authoritative-ranges-in-file": "a range over numbers of another organisation is left to a person",
  "authoritative-several-organisations": "ranges for the organisation of each number",
  "column-mapping": "a field the dataset does not have is refused",
  "column-mapping-known-endpoint": "a mapping for a known endpoint names it",
  "dates-blank": "a blank start date stays blank",
  "dates-odd": "the schema takes YYYY-MM-DD only",
  "files-missing": "without lookup.csv nobody knows which references have a number",
  "files-missing-collection": "the register is begun, where the service gives up",
  "known-endpoint-new-dataset": "the newer service adds the dataset to the source",
  "numbers-gaps": "one range for each unbroken run of numbers",
  "numbers-wrap": "one range for each unbroken run of numbers",
  "organisation-variants": "ranges for the organisation of each number",
  "references-punctuation": "a reference with a comma is stored as published",
  "tree-polygons": "how trees are drawn is written down for the nightly run",
};

const root = sharedPath("conformance/add-data");
const names = existsSync(root)
  ? readdirSync(root).filter((name) => existsSync(join(root, name, "case.json")))
  : [];

describe("appended rows of a request", () => {
  it("are compared with recorded runs", () => {
    if (names.length > 0) expect(names).toEqual(expect.arrayContaining(Object.keys(decided)));
  });
  for (const name of names) {
    const recorded = readAddDataCase(join(root, name));
    if (recorded.path !== "service") continue;
    const reason = decided[name];
    sharedIt(`${name}: ${reason ?? "equal to the commit script's"}`, async () => {
      const after = await filesAfter(recorded);
      const wanted = repositoryFiles(join(recorded.folder, "expected", "configuration"));
      if (reason === undefined) expect(after).toEqual(wanted);
      else expect(after).not.toEqual(wanted);
    });
  }
});

async function filesAfter(recorded: AddDataCase): Promise<Map<string, string>> {
  const { params, files, today } = recorded;
  const text = (key: string) => (typeof params[key] === "string" ? String(params[key]) : "");
  const geometryType = text("geom_type");
  const mapping = Object.entries(record(params.column_mapping)).map(([column, field]) => [
    column,
    String(field),
  ]);
  const request: AddRowsRequest = {
    kind: "add",
    idempotencyKey: "0".repeat(32),
    organisation: text("organisation"),
    datasets: [text("dataset")],
    endpointUrl: text("url"),
    documentationUrl: text("documentation_url"),
    licence: text("licence"),
    startDate: text("start_date").slice(0, 10),
    authoritative: String(params.authoritative) === "true",
    existingEndpoints: recorded.retire.map((endpoint) => ({ endpoint, url: "", retire: true })),
    shares: [],
    columnMapping: Object.fromEntries(mapping),
    geometryType: geometryType === "polygon" || geometryType === "point" ? geometryType : undefined,
    plugin: recorded.fetchedWith === "arcgis" || recorded.fetchedWith === "wfs" ? recorded.fetchedWith : "",
    parameters: {},
  };
  const effects = caseEffects(recorded);
  const source = bytesSource(readFileSync(join(recorded.folder, recorded.input)));
  const reply = await checkRequestData(request, source, files, effects);
  const { changed } = changedFiles({
    requests: [{ request, ...(reply.ok ? { references: reply.data.references } : {}) }],
    repository: files,
    order: "append",
    today,
    specification: await effects.tables.specification(text("dataset")),
  });
  return new Map([...files, ...[...changed].map(([path, one]) => [path, one.after] as const)]);
}
