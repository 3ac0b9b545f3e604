import type { Effects } from "../../src/check/effects.ts";
import { runResource } from "../../src/check/run-resource.ts";
import type { Configuration, ConfigurationFile } from "../../src/configuration/configuration.ts";
import { readConfiguration } from "../../src/configuration/read.ts";
import { loadGeometryEngine } from "../../src/effects/geometry-wasm.ts";
import { ostn15Table } from "../../src/effects/node/tables.ts";
import { encodingWarning } from "../../src/engine/convert/encoding-warning.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";
import type { RunSink } from "../../src/engine/sink.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { buildReport } from "../../src/report/build-report.ts";
import type { Mode } from "../../src/report/mode.ts";
import type { Report } from "../../src/report/report.ts";
import { runQueries } from "../../src/report/row-queries.ts";
import type { RunQueries } from "../../src/report/rows.ts";
import { type RecordSettings, RunRecord } from "../../src/report/run-record.ts";
import { referenceOrganisations, referenceSpecification } from "../conformance/reference-data.ts";

export interface RecordedCase {
  readonly report: Report;
  readonly queries: RunQueries;
  readonly record: RunRecord;
  /** As the pipeline logged them. */
  readonly issues: readonly Issue[];
}

export interface CaseOptions {
  readonly dataset?: string;
  readonly mode?: Mode;
  /** Configuration tables by file name. */
  readonly configuration?: Readonly<Record<string, string>>;
  readonly configurationTables?: Configuration;
  readonly organisations?: readonly string[];
  readonly endpoints?: readonly string[];
  readonly entryDate?: string;
  readonly columnMapping?: Readonly<Record<string, string>>;
  readonly categoryValues?: Readonly<Record<string, readonly string[]>>;
  readonly resource?: string;
  readonly configurationFiles?: ReadonlySet<ConfigurationFile>;
  readonly today?: string;
  readonly settings?: Partial<RecordSettings>;
}

/** Runs a file through the engine with the recorded tables, and records it as the worker does. */
export async function recordCase(
  file: string | Uint8Array,
  options: CaseOptions = {},
): Promise<RecordedCase> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const { dataset = "conservation-area", mode = "added", today = "2026-09-01" } = options;
  const { configuration, configurationTables, settings, today: _today, ...input } = options;
  const tables = configuration
    ? readConfiguration(new Map(Object.entries(configuration)), "made for this test", "")
    : configurationTables;
  const effects: Effects = {
    today: () => today,
    tables: {
      specification: async () => referenceSpecification(),
      organisations: async () => referenceOrganisations(),
      configuration: async () => undefined,
      categoryValues: async () => new Map(),
    },
    geometry: loadGeometryEngine,
    ostn15: ostn15Table,
    convert: {},
  };
  const issues: Issue[] = [];
  let record: RunRecord | undefined;
  const recorded = () => {
    if (!record) throw new Error("the run began before it was prepared");
    return record.sink;
  };
  const sink: RunSink = {
    line: (line, cells) => recorded().line(line, cells),
    dropped: (drop) => recorded().dropped(drop),
    entry: (entry) => recorded().entry(entry),
    issue: (issue) => {
      issues.push({ ...issue });
      recorded().issue(issue);
    },
    columnField: (column, field) => recorded().columnField(column, field),
    fact: (fact) => recorded().fact(fact),
  };
  const reply = await runResource(
    {
      source: bytesSource(bytes),
      name: "file.csv",
      transformation: "helmert",
      ...input,
      dataset,
      mode,
      ...(tables ? { configuration: tables } : {}),
    },
    effects,
    sink,
    (prepared) => {
      record = new RunRecord({
        run: prepared.settings,
        tables: prepared.tables,
        mode,
        libraries: prepared.libraries,
        ...settings,
      });
    },
  );
  if (!reply.ok || !record) throw new Error(JSON.stringify(reply));
  const { converted, result, sha256 } = reply.run;
  const { outcome } = result;
  const report = buildReport(record, {
    name: "file.csv",
    bytes: bytes.length,
    sha256,
    charset: converted.charset,
    format: converted.format,
    mimeType: converted.mimeType,
    internalPath: converted.internalPath,
    transformation: "helmert",
    encoding: encodingWarning(bytesSource(bytes), converted.charset),
    versions: {
      tool: "0",
      specification: { label: "test", hash: "" },
      configuration: { label: "test", hash: "" },
    },
    ...(outcome.outcome === "raised"
      ? {
          failure: {
            code: "pipeline-raises",
            detail: outcome.exception,
            raisedIn: outcome.raisedIn,
          } as const,
        }
      : {}),
    ...(outcome.outcome === "unreadable"
      ? {
          failure: {
            code: "unreadable",
            reason: converted.failure?.reason ?? "binary",
            detail: outcome.exception,
          } as const,
        }
      : {}),
  });
  return { report, queries: runQueries(record), record, issues };
}
