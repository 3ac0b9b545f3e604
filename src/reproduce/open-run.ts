import { type CheckResult, type CheckStep, check } from "../check/check.ts";
import type { Effects } from "../check/effects.ts";
import type { CheckInput } from "../check/input.ts";
import type { FinishedRun } from "../check/run-resource.ts";
import { type TableName, type WriteTable, writeTables } from "../check/table-writer.ts";
import { tablesHash } from "../check/tables-hash.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { readConfiguration } from "../configuration/read.ts";
import type { ByteSource } from "../engine/convert/source.ts";
import type { CheckFailure } from "../report/failure.ts";
import type { Report } from "../report/report.ts";
import type { RunQueries } from "../report/rows.ts";
import type { RunRecord } from "../report/run-record.ts";
import type { RuleEdit } from "../rules/edit.ts";
import { layEdits } from "../rules/lay-edits.ts";
import { readSpecification, SpecificationFault } from "../specification/read.ts";
import { describeRun } from "./describe-run.ts";
import { EntityList } from "./entity-list.ts";
import { type RunDifference, runDifferences } from "./run-differences.ts";
import type { RunChoices, RunFile } from "./run-file.ts";
import { type TableHashes, tableHashes } from "./table-hashes.ts";
import { usedConfiguration, usedSpecification } from "./used-tables.ts";

/** Tables given in place of the bundle's, as text by file name (`patch.csv`). */
export interface GivenTables {
  /** What people call them: a folder's or a zip's name. */
  readonly label: string;
  readonly files: ReadonlyMap<string, string>;
  /** The version of their folder as the pipeline writes it down (config-hash, specification-hash). */
  readonly folderHash?: string;
  /** Text of the collection's old-resource.csv, when it is at hand. */
  readonly oldResource?: string;
}

/** A run to be done: everything that decides it. */
export interface RunRequest {
  readonly source: ByteSource;
  /** What a person calls the resource. */
  readonly name: string;
  /** Where it was fetched from. */
  readonly url?: string;
  readonly choices: RunChoices;
  /** Absent: the bundle's. */
  readonly configuration?: GivenTables;
  readonly specification?: GivenTables;
  /** Laid over the configuration. */
  readonly edits?: readonly RuleEdit[];
  /** The run file it came from: what comes out is compared with what it says. */
  readonly from?: RunFile;
}

/** A finished run, kept open: it can be asked for rows, traces and tables, and run again with changes. */
export interface OpenRun {
  readonly request: RunRequest;
  /** As `check` takes it, with the edited configuration; lay further changes over it and run it again. */
  readonly input: CheckInput;
  /** With the day and the specification of the run. */
  readonly effects: Effects;
  /** The configuration before edits and mapping; `undefined` when the collection has none. */
  readonly base: Configuration | undefined;
  readonly run: FinishedRun;
  readonly report: Report;
  readonly queries: RunQueries;
  readonly record: RunRecord;
  /** The entity of each entry that became facts. */
  readonly entities: EntityList;
  readonly issueCounts: readonly IssueCount[];
  /** What was used and what came out. */
  readonly file: RunFile;
  readonly differences: readonly RunDifference[];
  /** Why the run did not end well, when it did not. */
  readonly failure?: CheckFailure;
}

/** Rows of issue.csv of one type and field, the most first. */
export interface IssueCount {
  readonly issueType: string;
  readonly field: string;
  readonly count: number;
}

export type OpenRunReply =
  | { readonly ok: true; readonly open: OpenRun }
  | { readonly ok: false; readonly failure: CheckFailure };

export interface OpenRunOptions {
  readonly toolVersion: string;
  readonly progress?: (step: CheckStep) => void;
  /** Tables to write in the same run. */
  readonly tables?: { readonly wanted: ReadonlySet<TableName>; readonly write: WriteTable };
}

/**
 * Does a run and keeps it open. The same request gives the same tables, here and on the command line.
 *
 * Never rejects for what is in the resource or the tables: what cannot be done is a failure with a code.
 */
export async function openRun(
  request: RunRequest,
  surroundings: Effects,
  options: OpenRunOptions,
): Promise<OpenRunReply> {
  const effects = effectsOf(request, surroundings);
  if ("code" in effects) return { ok: false, failure: effects };
  const base = await baseConfiguration(request, effects);
  const edits = request.edits ?? [];
  const edited = base === undefined && edits.length === 0 ? undefined : layEdits(base ?? noRules, edits);
  const input: CheckInput = {
    ...inputOf(request),
    ...(edited ? { configuration: edited.configuration } : {}),
  };
  const hashes: TableHashes = tableHashes();
  const entities = new EntityList();
  const issueCounts = new Map<string, { issueType: string; field: string; count: number }>();
  let facts = 0;
  const result: CheckResult = await check(input, effects, {
    toolVersion: options.toolVersion,
    ...(options.progress ? { progress: options.progress } : {}),
    tables: {
      wanted: new Set([...hashes.names, ...(options.tables?.wanted ?? [])]),
      write: (name, text) => {
        if (hashes.names.has(name)) hashes.write(name, text);
        if (options.tables?.wanted.has(name)) options.tables.write(name, text);
      },
    },
    also: {
      fact: (fact) => {
        facts += 1;
        entities.add(fact);
      },
      issue: ({ issueType, field }) => {
        const key = `${issueType}|${field}`;
        const counted = issueCounts.get(key);
        if (counted) counted.count += 1;
        else issueCounts.set(key, { issueType, field, count: 1 });
      },
    },
  });
  const { report, queries, record, run } = result;
  if (!report || !queries || !record || !run) {
    return { ok: false, failure: result.ok ? { code: "cancelled" } : result.failure };
  }
  const counts = { issues: report.counts.issues, facts };
  const { toolVersion } = options;
  const { transformation } = report.checked;
  const file = await describeRun({
    request,
    base,
    run,
    effects,
    hashes,
    counts,
    transformation,
    toolVersion,
  });
  return {
    ok: true,
    open: {
      request,
      input,
      effects,
      base,
      run,
      report,
      queries,
      record,
      entities,
      issueCounts: [...issueCounts.values()].sort((a, b) => b.count - a.count),
      file,
      differences: request.from ? runDifferences(request.from, file) : [],
      ...(result.ok ? {} : { failure: result.failure }),
    },
  };
}

/** The text of one of the pipeline's tables, by running once more: nothing is kept that nobody asked for. */
export async function writeTable(
  open: OpenRun,
  name: TableName,
  write: (text: string) => void,
): Promise<void> {
  await writeTables(open.input, open.effects, new Set([name]), (_, text) => write(text));
}

const noRules: Configuration = { label: "", hash: "", tables: new Map() };

/** The request as `check` takes it, without its configuration. */
function inputOf({ source, name, choices }: RunRequest): CheckInput {
  const { today: _, ...rest } = choices;
  return { source, name, ...definedOnly(rest) };
}

/** zod's optional members may be there and `undefined`; ours are absent then. */
function definedOnly(choices: Omit<RunChoices, "today">): Omit<CheckInput, "source" | "name"> {
  const { dataset, mode, ...optional } = choices;
  const { resource, transformation, organisations, endpoints, entryDate, columnMapping } = optional;
  const { mapsEndpoint, geometryType, categoryValues, charset } = optional;
  return {
    dataset,
    mode,
    ...(transformation === undefined ? {} : { transformation }),
    ...(resource === undefined ? {} : { resource }),
    ...(organisations === undefined ? {} : { organisations }),
    ...(endpoints === undefined ? {} : { endpoints }),
    ...(entryDate === undefined ? {} : { entryDate }),
    ...(columnMapping === undefined ? {} : { columnMapping }),
    ...(mapsEndpoint === undefined ? {} : { mapsEndpoint }),
    ...(geometryType === undefined ? {} : { geometryType }),
    ...(categoryValues === undefined ? {} : { categoryValues }),
    ...(charset === undefined ? {} : { charset }),
  };
}

function effectsOf({ choices, specification }: RunRequest, effects: Effects): Effects | CheckFailure {
  const today = () => choices.today;
  if (specification === undefined) return { ...effects, today };
  const files = usedSpecification(specification);
  try {
    const read = readSpecification(files, { date: specification.label, hash: tablesHash(files) });
    return { ...effects, today, tables: { ...effects.tables, specification: async () => read } };
  } catch (error) {
    if (!(error instanceof SpecificationFault)) throw error;
    return { code: "bad-configuration", file: error.file, line: 0, column: "", detail: error.message };
  }
}

async function baseConfiguration(
  { choices, configuration }: RunRequest,
  { tables }: Effects,
): Promise<Configuration | undefined> {
  if (configuration) {
    const files = usedConfiguration(configuration);
    return readConfiguration(files, configuration.label, tablesHash(files));
  }
  const specification = await tables.specification(choices.dataset);
  const collection = specification.datasets.get(choices.dataset)?.collection ?? "";
  return tables.configuration(collection, choices.mode === "pipeline");
}
