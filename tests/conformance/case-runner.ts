import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Effects, Tables } from "../../src/check/effects.ts";
import type { CheckInput } from "../../src/check/input.ts";
import { tableNames, writeTables } from "../../src/check/table-writer.ts";
import type { Configuration, ConfigurationFile } from "../../src/configuration/configuration.ts";
import { readConfiguration } from "../../src/configuration/read.ts";
import { converters } from "../../src/effects/converters.ts";
import { loadGeometryEngine } from "../../src/effects/geometry-wasm.ts";
import { ostn15Table } from "../../src/effects/node/tables.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";
import { utf8Bytes } from "../../src/engine/convert/utf8.ts";
import type { Case } from "./case.ts";
import type { Actual } from "./compare.ts";
import { referenceFiles, referenceOrganisations, referenceSpecification } from "./reference-data.ts";

export interface CaseRun {
  readonly outcome: string;
  readonly files: Actual;
}

/** What a recorded case runs with: its input, and the tables it was recorded with. */
export function caseInput(recorded: Case, bundle?: Tables): { input: CheckInput; effects: Effects } {
  const bytes = readFileSync(recorded.input);
  const configuration = caseConfiguration(recorded);
  const files = configurationFiles(recorded);
  const input: CheckInput = {
    source: bytesSource(bytes),
    name: recorded.input,
    dataset: recorded.dataset,
    mode: recorded.mode,
    organisations: recorded.organisations,
    endpoints: recorded.endpoints,
    entryDate: recorded.entryDate,
    categoryValues: recorded.categoryValues,
    // The recorded runs had no grid.
    transformation: "helmert",
    configuration,
    ...(files ? { configurationFiles: files } : {}),
    ...(recorded.resource === undefined ? {} : { resource: recorded.resource }),
    ...(recorded.columnMapping ? { columnMapping: recorded.columnMapping } : {}),
    ...(recorded.geometryType ? { geometryType: recorded.geometryType } : {}),
  };
  return { input, effects: effects(recorded.today, bundle) };
}

/** Runs one recorded case with the tables it was recorded with and returns the files the pipeline would have written. */
export async function runCase(recorded: Case, options: { bundle?: Tables } = {}): Promise<CaseRun> {
  const { input, effects: surroundings } = caseInput(recorded, options.bundle);
  const written = new Map<string, string[]>();
  const reply = await writeTables(input, surroundings, new Set(tableNames), (name, text) => {
    const pieces = written.get(name) ?? [];
    pieces.push(text);
    written.set(name, pieces);
  });
  const outcome = reply.ok
    ? reply.run.result.outcome
    : { outcome: "raised", exception: JSON.stringify(reply.failure) };
  const out = new Map<string, Buffer>();
  out.set("outcome.json", Buffer.from(`${JSON.stringify(outcome, undefined, 2)}\n`));
  for (const [name, pieces] of written) {
    if (outcome.outcome === "raised" && name !== "converted.csv") continue;
    out.set(name, Buffer.from(utf8Bytes(pieces.join(""))));
  }
  return { outcome: outcome.outcome, files: out };
}

function effects(today: string, tables: Tables = referenceTables): Effects {
  return {
    today: () => today,
    tables,
    geometry: loadGeometryEngine,
    ostn15: ostn15Table,
    convert: converters,
  };
}

/** The tables the recorded runs saw: no category values and no configuration but what a case names. */
export const referenceTables: Tables = {
  specification: async () => referenceSpecification(),
  organisations: async () => referenceOrganisations(),
  configuration: async () => undefined,
  categoryValues: async () => new Map(),
};

/** Named folders in order, later files replacing earlier ones of the same name. */
function caseConfiguration(recorded: Case): Configuration {
  const files = new Map<string, string>();
  for (const name of recorded.configuration) {
    const found = name.startsWith(".")
      ? folderFiles(join(recorded.folder, name))
      : referenceFiles(`configuration/pipeline/${name}`);
    for (const [file, text] of found) files.set(file, text);
  }
  const hash = createHash("sha256")
    .update(JSON.stringify([...files]))
    .digest("hex");
  return readConfiguration(files, recorded.configuration.join(" and ") || "none", hash);
}

function folderFiles(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function configurationFiles(recorded: Case): ReadonlySet<ConfigurationFile> | undefined {
  return recorded.configurationFiles
    ? new Set(recorded.configurationFiles as ConfigurationFile[])
    : undefined;
}
