import type { DefaultValueRule, RunConfiguration } from "../configuration/configuration.ts";
import type { Specification } from "../specification/specification.ts";
import type { Entry, Fact, Line, Phase } from "./block.ts";
import type { ColumnFieldLog } from "./column-field-log.ts";
import { datatypes } from "./datatypes/datatype.ts";
import { throughPhases } from "./each.ts";
import { uniteGeometries } from "./geometry/combine.ts";
import { harmonisePair } from "./geometry/point-pair.ts";
import type { CellLog, EntityIssueLog } from "./issue-log.ts";
import { authorities } from "./lookups/authorities.ts";
import { categoryMatcher } from "./lookups/categories.ts";
import { entityLookups } from "./lookups/entity.ts";
import { factCombinePhase } from "./phases/combine.ts";
import { concatPhase } from "./phases/concat.ts";
import { defaultPhase } from "./phases/default.ts";
import { factLookupPhase } from "./phases/fact-lookup.ts";
import { factorPhase } from "./phases/factor.ts";
import { filterPhase } from "./phases/filter.ts";
import { type HarmoniseCell, harmonisePhase } from "./phases/harmonise.ts";
import { entityLookupPhase } from "./phases/lookup.ts";
import { mapPhase } from "./phases/map.ts";
import { migratePhase } from "./phases/migrate.ts";
import { normalisePhase } from "./phases/normalise.ts";
import { organisationPhase } from "./phases/organisation.ts";
import { parsePhase } from "./phases/parse.ts";
import { patchPhase } from "./phases/patch.ts";
import { pivotPhase } from "./phases/pivot.ts";
import { entityPrefixPhase } from "./phases/prefix.ts";
import { priorityPhase } from "./phases/priority.ts";
import { entityPrunePhase, factPrunePhase, fieldPrunePhase } from "./phases/prune.ts";
import { entityReferencePhase, factReferencePhase } from "./phases/reference.ts";
import { savePhase } from "./phases/save.ts";
import { Columns, Row } from "./row.ts";
import { runFields } from "./run-fields.ts";
import type { RunLibraries, RunSettings, RunTables } from "./settings.ts";
import type { DropLog } from "./sink.ts";
import type { RuleLog, RunTrace } from "./trace.ts";

/** Where the phases of a run say what they found. */
export interface RunLogs {
  readonly issues: EntityIssueLog;
  readonly columnFields: ColumnFieldLog;
  readonly dropped: DropLog;
  /** Entries left once those without an entity are gone. */
  readonly entriesCounted: (entries: number) => void;
  /** Each entry as it was numbered, keyed by column; absent when nobody asks. */
  readonly parsed?: (entry: Entry) => void;
  /** Each entry as harmonised.csv has it; absent when nobody asks. */
  readonly harmonised?: (entry: Entry) => void;
}

interface Step<In, Out = In> {
  readonly name: string;
  readonly phase: Phase<In, Out>;
}

/** The phases of a run, in order: over records, over entries, over facts. */
export interface Pipeline {
  readonly records: readonly Step<Line>[];
  readonly parse: Step<Line, Entry>;
  readonly entries: readonly Step<Entry>[];
  readonly pivot: Step<Entry, Fact>;
  readonly facts: readonly Step<Fact>[];
}

/** The pipeline as the live check runs it: no entity is looked up, and entries stay without one. */
export function checkPipeline(phases: Phases): Pipeline {
  return {
    records: [phases.normalise],
    parse: phases.parse,
    entries: [
      phases.concat,
      phases.filterColumns,
      phases.map,
      phases.filterFields,
      phases.patch,
      phases.harmonise,
      phases.default,
      phases.migrate,
      phases.organisation,
      phases.fieldPrune,
      phases.entityReference,
      phases.entityPrefix,
      phases.save,
      phases.priority,
    ],
    pivot: phases.pivot,
    facts: [phases.factCombine, phases.factor, phases.factReference, phases.factLookup, phases.factPrune],
  };
}

/** The pipeline as it runs every night. */
export function nightlyPipeline(phases: Phases): Pipeline {
  return {
    records: [phases.normalise],
    parse: phases.parse,
    entries: [
      phases.concat,
      phases.filterColumns,
      phases.map,
      phases.filterFields,
      phases.patch,
      phases.harmonise,
      phases.default,
      phases.migrate,
      phases.organisation,
      phases.fieldPrune,
      phases.entityReference,
      phases.entityPrefix,
      phases.entityLookup,
      phases.save,
      phases.entityPrune,
      phases.priority,
    ],
    pivot: phases.pivot,
    facts: [phases.factCombine, phases.factor, phases.factReference, phases.factLookup, phases.factPrune],
  };
}

/** The facts of the records, made one by one as they are asked for. */
export function runPipeline(pipeline: Pipeline, records: Iterable<Line>, trace: RunTrace): Iterable<Fact> {
  const observed = <In, Out>({ name, phase }: Step<In, Out>): Phase<In, Out> =>
    trace.observe?.(name, phase) ?? phase;
  const lines = throughPhases(records, pipeline.records.map(observed<Line, Line>));
  const entries = throughPhases(
    observed(pipeline.parse)(lines),
    pipeline.entries.map(observed<Entry, Entry>),
  );
  return throughPhases(observed(pipeline.pivot)(entries), pipeline.facts.map(observed<Fact, Fact>));
}

export type Phases = ReturnType<typeof runPhases>;

/**
 * Every phase, made ready for one run.
 * @throws PipelineError for what stops the pipeline before the first row
 */
export function runPhases(
  settings: RunSettings,
  tables: RunTables,
  libraries: RunLibraries,
  logs: RunLogs,
  trace: RunTrace,
) {
  const { dataset, organisations: providers, today } = settings;
  const { specification, configuration } = tables;
  const { issues, dropped, columnFields } = logs;
  const applied: RuleLog = trace.rule ?? (() => {});
  const fields = runFields(specification, dataset, configuration.migrations, today);
  const lookups = entityLookups(configuration.lookups, configuration.lookupRules, configuration.redirects);
  const { cell, log } = cellUnderHarmonise(issues);
  const range = specification.datasets.get(dataset);
  return {
    normalise: step("normalise", normalisePhase(configuration.skips, dropped)),
    parse: step("parse", parsePhase(logs.parsed)),
    concat: step("concat", concatPhase(configuration.concats, columnFields, applied)),
    filterColumns: step("filter", filterPhase(configuration.filtersBeforeMap, dropped)),
    map: step("map", mapPhase(fields.intermediate, configuration.columns, columnFields, applied)),
    filterFields: step("filter", filterPhase(configuration.filters, dropped)),
    patch: step("patch", patchPhase(configuration.patches, issues, applied)),
    harmonise: step(
      "harmonise",
      harmonisePhase(
        {
          dataset,
          today,
          datatypeOf: (field) => specification.fields.get(field)?.datatype,
          datatypes: datatypes({ ...libraries, today, log }),
          categories: new Map(
            [...settings.categoryValues].map(([field, allowed]) => [field, categoryMatcher(allowed)]),
          ),
          harmonisePair: (x, y) => harmonisePair(x, y, log, libraries.toWgs84),
        },
        cell,
        issues,
      ),
    ),
    default: step(
      "default",
      defaultPhase(configuration.defaultFields, defaultValues(configuration, settings), issues, applied),
    ),
    migrate: step("migrate", migratePhase(fields.schema, configuration.migrations, applied)),
    organisation: step("organisation", organisationPhase(tables.organisations, issues)),
    fieldPrune: step("field-prune", fieldPrunePhase(fields.current)),
    entityReference: step("entity-reference", entityReferencePhase(dataset, fields.prefix)),
    entityPrefix: step("entity-prefix", entityPrefixPhase(dataset)),
    entityLookup: step(
      "entity-lookup",
      entityLookupPhase(
        {
          lookups,
          entityMinimum: range?.entityMinimum ?? "",
          entityMaximum: range?.entityMaximum ?? "",
          providers,
        },
        issues,
        dropped,
        applied,
      ),
    ),
    save: step("save", savePhase(logs.harmonised)),
    entityPrune: step("entity-prune", entityPrunePhase(dropped, logs.entriesCounted)),
    priority: step("priority", priorityPhase(authoritiesOf(configuration, settings), providers, applied)),
    pivot: step("pivot", pivotPhase()),
    factCombine: step(
      "fact-combine",
      factCombinePhase(
        configuration.combines,
        (geometries) => uniteGeometries(geometries, libraries.geometry),
        issues,
        applied,
      ),
    ),
    factor: step("factor", factorPhase()),
    factReference: step(
      "fact-reference",
      factReferencePhase(
        typologies(specification),
        (field) => specification.fields.get(field)?.prefix || field,
      ),
    ),
    factLookup: step(
      "fact-lookup",
      factLookupPhase(lookups, specification.odpSpecifications, issues, applied),
    ),
    factPrune: step("fact-prune", factPrunePhase()),
  };
}

function step<In, Out>(name: string, phase: Phase<In, Out>): Step<In, Out> {
  return { name, phase };
}

/** The cell that harmonise is at, and a log bound to it: made once, so that no cell needs one of its own. */
function cellUnderHarmonise(issues: EntityIssueLog): { cell: HarmoniseCell; log: CellLog } {
  const log: CellLog = (issueType, value, message) =>
    issues.add(cell.entry, cell.field, issueType, value, message);
  const cell: HarmoniseCell = {
    field: "",
    log,
    entry: { lineNumber: 0, entryNumber: 0, row: new Row(new Columns([]), []) },
  };
  return { cell, log };
}

/** As the pipeline: the only provider replaces a configured organisation; a configured entry date is kept. */
function defaultValues(
  { defaultValues: configured }: RunConfiguration,
  { organisations, entryDate }: RunSettings,
): ReadonlyMap<string, DefaultValueRule> {
  const values = new Map(configured);
  const [only] = organisations;
  const ofRun = (value: string): DefaultValueRule => ({ file: "default-value.csv", line: 0, value });
  if (only !== undefined && organisations.length === 1) values.set("organisation", ofRun(only));
  if (entryDate !== "" && !values.has("entry-date")) values.set("entry-date", ofRun(entryDate));
  return values;
}

function authoritiesOf({ authorities: rules }: RunConfiguration, { lookupsEnabled }: RunSettings) {
  return lookupsEnabled && rules.length > 0 ? authorities(rules) : undefined;
}

/** The typology of a field: that of its parent, up to a field that is its own parent. */
function typologies({ fields }: Specification): (field: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  const follow = (field: string, steps: number): string | undefined => {
    const parent = fields.get(field)?.parentField;
    if (parent === undefined || parent === field || steps > fields.size) return parent;
    return follow(parent, steps + 1);
  };
  return (field) => {
    if (!known.has(field)) known.set(field, follow(field, 0));
    return known.get(field);
  };
}
