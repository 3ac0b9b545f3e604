import { runFields } from "../engine/run-fields.ts";
import type { RunSink } from "../engine/sink.ts";
import {
  checkIssueTable,
  columnFieldTable,
  datasetResourceTable,
  harmonisedTable,
  issueTable,
  transformedTable,
} from "../engine/tables.ts";
import type { Effects } from "./effects.ts";
import type { CheckInput } from "./input.ts";
import { type PreparedRun, type RunReply, runResource } from "./run-resource.ts";

/** The pipeline's own file names. */
export const tableNames = [
  "converted.csv",
  "harmonised.csv",
  "transformed.csv",
  "issue.csv",
  "column-field.csv",
  "dataset-resource.csv",
] as const;

export type TableName = (typeof tableNames)[number];

/** Takes the next piece of a table's text; a table nobody writes to does not exist. */
export type WriteTable = (name: TableName, text: string) => void;

/**
 * Runs a resource and writes the pipeline's tables as they come, byte for byte as the pipeline writes them.
 *
 * @param wanted the tables to make; what is not asked for costs nothing
 * @param also a further listener, such as a run record
 * @param begin told what was prepared, before the first row
 */
export async function writeTables(
  input: CheckInput,
  effects: Effects,
  wanted: ReadonlySet<TableName>,
  write: WriteTable,
  also: RunSink = {},
  begin?: (prepared: PreparedRun) => void,
): Promise<RunReply> {
  let tables: Tables | undefined;
  const sink: RunSink = {
    ...also,
    ...(wanted.has("converted.csv")
      ? {
          converted: (text: string) => {
            write("converted.csv", text);
            also.converted?.(text);
          },
        }
      : {}),
    ...(wanted.has("harmonised.csv")
      ? {
          harmonised: (entry) => {
            write("harmonised.csv", tables?.harmonised.row(entry) ?? "");
            also.harmonised?.(entry);
          },
        }
      : {}),
    issue: (issue) => {
      if (wanted.has("issue.csv")) write("issue.csv", tables?.issue.row(issue) ?? "");
      also.issue?.(issue);
    },
    columnField: (column, field) => {
      if (wanted.has("column-field.csv"))
        write("column-field.csv", tables?.columnField.row(column, field) ?? "");
      also.columnField?.(column, field);
    },
    fact: (fact) => {
      if (wanted.has("transformed.csv")) write("transformed.csv", tables?.transformed.row(fact) ?? "");
      also.fact?.(fact);
    },
  };
  const reply = await runResource(input, effects, sink, (prepared) => {
    tables = makeTables(prepared, input);
    begin?.(prepared);
  });
  // As the pipeline: where it raises it saves no logs.
  if (!reply.ok || reply.run.result.outcome.outcome === "raised" || !tables) return reply;
  const rest: [TableName, string][] = [
    ["harmonised.csv", tables.harmonised.end()],
    ["transformed.csv", tables.transformed.end()],
    ["issue.csv", tables.issue.end()],
    ["column-field.csv", tables.columnField.end()],
    ["dataset-resource.csv", tables.datasetResource.row(reply.run.result.datasetResource)],
  ];
  for (const [name, text] of rest) if (wanted.has(name)) write(name, text);
  return reply;
}

type Tables = ReturnType<typeof makeTables>;

function makeTables({ settings, tables: { specification, configuration } }: PreparedRun, input: CheckInput) {
  const { dataset, today } = settings;
  const fields = runFields(specification, dataset, configuration.migrations, today);
  return {
    harmonised: harmonisedTable(fields.intermediate),
    transformed: transformedTable(settings),
    // The live check adds severities; so does the answer that takes its place for publishers.
    issue:
      input.mode === "pipeline" ? issueTable(settings) : checkIssueTable(settings, specification.issueTypes),
    columnField: columnFieldTable(settings),
    datasetResource: datasetResourceTable(settings),
  };
}
