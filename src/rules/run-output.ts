import type { FactRow, RunOutput, RunSource } from "../compare/run-output.ts";
import type { ObservedRun } from "./observed-run.ts";
import { rowOf } from "./run-context.ts";

/** An observed run as runs are compared. `source` adds what the run itself does not know (mode, hashes). */
export function runOutput(observed: ObservedRun, label: string, source: RunSource = {}): RunOutput {
  const { settings, result, tables } = observed.run;
  const entryOfLine = new Map(
    [...observed.entries.values()].map((entry) => [entry.lineNumber, entry.entryNumber]),
  );
  const facts = observed.facts.map(
    (fact): FactRow => ({
      entity: fact.entity,
      field: fact.field,
      value: fact.value,
      entryNumber: fact.entryNumber,
      lineNumber: fact.lineNumber,
      entryDate: fact.entryDate,
      priority: String(fact.priority),
      referenceEntity: fact.referenceEntity,
      fact: fact.fact,
    }),
  );
  return {
    label,
    ours: true,
    source: {
      dataset: settings.dataset,
      resource: settings.resource,
      mode: settings.lookupsEnabled ? "pipeline" : "check",
      today: settings.today,
      entryDate: settings.entryDate,
      organisations: settings.organisations,
      endpoints: settings.endpoints,
      configuration: observed.configuration.label,
      specification: tables.specification.version.date,
      ...source,
    },
    issues: observed.issues,
    facts,
    columnFields: observed.columnFields,
    drops: observed.drops,
    counts: {
      entries: result.datasetResource.entryCount,
      entities: result.datasetResource.entityCount,
      lines: result.datasetResource.lineCount,
    },
    rulesAt: (lineNumber, field) =>
      observed.rulesAt(entryOfLine.get(lineNumber) ?? 0, field).map((rule) => ({
        file: rule.file,
        line: rule.line,
        row: JSON.stringify(rowOf(observed.configuration, rule)),
      })),
  };
}
