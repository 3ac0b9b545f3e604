import type { Configuration } from "../src/configuration/configuration.ts";
import { readConfiguration } from "../src/configuration/read.ts";
import { blobSource } from "../src/effects/browser/blob-source.ts";
import { type EntityChange, type EntityDecisions, entityChange } from "../src/entities/change.ts";
import { entityChangeZip } from "../src/entities/change-files.ts";
import { duplicateCandidates } from "../src/entities/duplicates.ts";
import { type EntityRow, entityTable } from "../src/entities/entity-table.ts";
import { type PlatformExtract, readPlatformExtract } from "../src/entities/platform-extract.ts";
import { proposeNumbers } from "../src/entities/propose.ts";
import { type ResourceEntry, resourceEntries } from "../src/entities/resource-entries.ts";
import { type FactsOfEntity, safetyChecks } from "../src/entities/safety-checks.ts";
import { failureWords } from "../src/report/failure-words.ts";
import { tableText } from "../src/repository/canonical.ts";
import type { RepositoryFiles } from "../src/repository/files.ts";
import { managedTable } from "../src/repository/tables.ts";
import type { OpenRun } from "../src/reproduce/open-run.ts";
import { numberRange } from "../src/request/facts-run.ts";
import { readRepositoryZip } from "../src/request/repository-zip.ts";
import { changePatch } from "../src/request/rows-archive.ts";
import { movedNumbers, repositoryState } from "../src/request/stale.ts";
import type {
  EntitiesView,
  EntityChoice,
  EntityMethods,
  EntityQuestion,
  EntityRowView,
} from "./reproduce-entities-protocol.ts";
import { openRunOfSession } from "./reproduce-session.ts";

/** Version of this tool, put in by the build. */
declare const __APP_VERSION__: string;

const historicEngland = "government-organisation:PB1164";
const longestValue = 200;

/** The collection's tables in the repository's form, and as the engine takes them. */
interface Tables {
  readonly collection: string;
  readonly label: string;
  readonly repository: RepositoryFiles;
  readonly configuration: Configuration;
}

/** The last table that was made. */
interface Made {
  readonly open: OpenRun;
  readonly tables: Tables;
  readonly table: readonly EntityRow[];
}

let last: Made | undefined;

export const entityMethods: EntityMethods = {
  async entities(question) {
    const open = openRunOfSession();
    try {
      return { ok: true, view: await makeTable(open, question) };
    } catch (error) {
      if (error instanceof NotPossible) return { ok: false, detail: error.message };
      throw error;
    }
  },
  async entityProposal(choice) {
    const made = madeTable();
    const { proposal, change } = changeOf(made, choice);
    return {
      numbers: [...proposal.numbers],
      added: [...change.addedRows].map(([path, { rows }]) => ({
        file: path.slice(path.lastIndexOf("/") + 1),
        rows: rows.length,
      })),
      cellsChanged: change.edits.length,
      problems: change.problems.map(({ message }) => message),
      notes: change.notes.map(({ message }) => message),
    };
  },
  async entityFiles(choice) {
    const made = madeTable();
    const { open, tables } = made;
    const { change } = changeOf(made, choice);
    const { file } = open;
    const input = {
      change,
      dataset: file.run.dataset,
      name: file.resource.name,
      resource: file.resource.sha256,
      origin: {
        baseCommit: "",
        base: repositoryState(tables.repository, [tables.collection]),
        comparedWithNewest: false,
        tool: __APP_VERSION__,
        specification: file.specification.label,
        configuration: tables.label,
        today: file.run.today,
      },
    };
    const zip = (onlyNew: boolean) =>
      new Blob([new Uint8Array(entityChangeZip({ ...input, onlyNew }))], { type: "application/zip" });
    return { zip: zip(false), added: zip(true), patch: changePatch(change) };
  },
};

/** Said to the person as it is. */
class NotPossible extends Error {}

function madeTable(): Made {
  if (!last || last.open !== openRunOfSession()) throw new Error("the table has not been made");
  return last;
}

async function makeTable(open: OpenRun, question: EntityQuestion): Promise<EntitiesView> {
  const { dataset } = open.file.run;
  const own = await tablesOf(open);
  const tables = question.newer ? await newerTables(own, question.newer.blob) : own;
  const entries = await entriesOf(open, tables, undefined);
  const organisations = distinct([
    ...(open.file.run.organisations ?? []),
    ...entries.map(({ organisation }) => organisation),
  ]);
  const extract = question.extract && (await extractOf(question.extract));
  const known = new Map(
    open.run.tables.organisations.all.map(({ entity, organisation }) => [entity, organisation]),
  );
  const organisationOf = (entity: string) => known.get(entity) ?? "";
  const tableWith = ({ repository, collection }: Tables, of: readonly ResourceEntry[]) =>
    entityTable({
      dataset,
      entries: of,
      lookups: repository.get(`pipeline/${collection}/lookup.csv`),
      oldEntities: repository.get(`pipeline/${collection}/old-entity.csv`),
      extract,
      organisations,
      organisationOf,
    });
  const table = tableWith(tables, entries);
  last = { open, tables, table };
  const everything: EntityChoice = { excluded: [], redirects: [], removals: [], authoritative: false };
  const moved =
    tables === own
      ? []
      : movedNumbers(
          changeOf(
            { open, tables: own, table: tableWith(own, await entriesOf(open, own, undefined)) },
            everything,
          ).change,
          changeOf(last, everything).change,
        );
  const candidates = await candidatesOf(open, question, table, extract, organisations, organisationOf);
  return {
    rows: table.map(view),
    candidates,
    warnings: await warningsOf(open, question, tables, table),
    ...(extract ? { extract: told(extract, dataset, organisations, organisationOf) } : {}),
    organisations,
    configuration: tables.label,
    hasLookups: tables.repository.has(`pipeline/${tables.collection}/lookup.csv`),
    isGeography: hasShapes(table),
    moved: moved.map(({ reference, before, after }) => ({ reference, before, after })),
  };
}

/** The run's tables with the lookups, which a run in another mode did not need. */
async function tablesOf(open: OpenRun): Promise<Tables> {
  const { dataset } = open.file.run;
  const collection = open.run.tables.specification.datasets.get(dataset)?.collection ?? dataset;
  const given = open.request.configuration !== undefined;
  const base = given ? open.base : await open.effects.tables.configuration(collection, true);
  const repository = new Map<string, string>();
  for (const [file, { columns, records }] of base?.tables ?? []) {
    const path = `pipeline/${collection}/${file}`;
    if (managedTable(path)) repository.set(path, tableText(columns, records));
  }
  // Changes that are tried in the run count; lookups come from the base when the run had none.
  const tried = new Map([...(base?.tables ?? []), ...(open.input.configuration?.tables ?? [])]);
  const label = base?.label ?? "no tables";
  return { collection, label, repository, configuration: { label, hash: "", tables: tried } };
}

async function newerTables({ collection }: Tables, zip: Blob): Promise<Tables> {
  const files = readRepositoryZip(new Uint8Array(await zip.arrayBuffer()));
  const folder = `pipeline/${collection}/`;
  const own = [...(files ?? [])].filter(([path]) => path.startsWith(folder));
  if (own.length === 0) throw new NotPossible(`The zip holds no table below ${folder}.`);
  const label = "the newer checkout";
  const texts = new Map(own.map(([path, text]) => [path.slice(folder.length), text]));
  return { collection, label, repository: new Map(own), configuration: readConfiguration(texts, label) };
}

/** @param previous another resource of the same endpoint, in place of the run's */
async function entriesOf(
  open: OpenRun,
  { configuration }: Tables,
  previous: Blob | undefined,
): Promise<readonly ResourceEntry[]> {
  const { resource: _, ...input } = open.input;
  const reply = await resourceEntries(
    previous ? { ...input, configuration, source: blobSource(previous) } : { ...open.input, configuration },
    open.effects,
  );
  if (!reply.ok) throw new NotPossible(failureWords(reply.failure).what);
  if (reply.failure !== undefined)
    throw new NotPossible(`The pipeline stops with an error: ${reply.failure}`);
  return reply.entries;
}

async function extractOf({ name, blob }: NonNullable<EntityQuestion["extract"]>): Promise<PlatformExtract> {
  const reply = readPlatformExtract(await blob.text(), name);
  if (!reply.ok) throw new NotPossible(reply.message);
  return reply.extract;
}

async function candidatesOf(
  open: OpenRun,
  question: EntityQuestion,
  table: readonly EntityRow[],
  extract: PlatformExtract | undefined,
  organisations: readonly string[],
  organisationOf: (entity: string) => string,
) {
  if (!extract || question.duplicates === "none") return [];
  const wanted = new Set([...organisations, ...(question.historicEngland ? [historicEngland] : [])]);
  const platform = extract.entities.filter(
    ({ dataset, organisationEntity }) =>
      dataset === open.file.run.dataset && wanted.has(organisationOf(organisationEntity)),
  );
  const input = { rows: table, platform, spatial: question.duplicates === "shapes" };
  return duplicateCandidates(input, await open.effects.geometry());
}

async function warningsOf(
  open: OpenRun,
  { previous }: EntityQuestion,
  tables: Tables,
  table: readonly EntityRow[],
) {
  const before = previous && (await entriesOf(open, tables, previous.blob));
  const { numbers } = proposeAll(open, tables, table);
  const current = table
    .filter(({ inResource }) => inResource)
    .map(({ key, entity, fields }): FactsOfEntity => ({ entity: entity || numbers.get(key) || key, fields }));
  const warnings = safetyChecks({
    current,
    previous: before?.filter(({ entity }) => entity !== "").map(({ entity, fields }) => ({ entity, fields })),
    invalidUris: open.issueCounts
      .filter(({ issueType }) => issueType.toLowerCase() === "invalid uri")
      .reduce((sum, { count }) => sum + count, 0),
  });
  // Nobody gave one: that is no warning about the data.
  return previous ? warnings : warnings.filter(({ code }) => code !== "previous_resource_not_found");
}

function proposeAll(open: OpenRun, { repository, collection }: Tables, table: readonly EntityRow[]) {
  return proposeNumbers(
    table,
    new Set(table.filter(({ selectable }) => selectable).map(({ key }) => key)),
    numberRange(open.run.tables.specification, open.file.run.dataset),
    repository.get(`pipeline/${collection}/lookup.csv`),
    repository.get(`pipeline/${collection}/old-entity.csv`),
  );
}

function changeOf({ open, tables, table }: Made, choice: EntityChoice): EntityChange {
  const excluded = new Set(choice.excluded);
  const decisions: EntityDecisions = {
    selected: new Set(
      table.filter(({ selectable, key }) => selectable && !excluded.has(key)).map(({ key }) => key),
    ),
    redirects: choice.redirects,
    removals: choice.removals,
    authoritative: choice.authoritative,
  };
  const { dataset, today } = open.file.run;
  return entityChange({
    dataset,
    collection: tables.collection,
    table,
    decisions,
    range: numberRange(open.run.tables.specification, dataset),
    repository: tables.repository,
    order: "canonical",
    today,
  });
}

function view({ fields: _, prefix: _prefix, differences, ...row }: EntityRow): EntityRowView {
  const short = differences.map((one) => ({ ...one, resource: one.resource.slice(0, longestValue) }));
  return { ...row, differences: short };
}

function told(
  { name, entities, complete, total, latestEntryDate, qualities }: PlatformExtract,
  dataset: string,
  organisations: readonly string[],
  organisationOf: (entity: string) => string,
): NonNullable<EntitiesView["extract"]> {
  const own = entities.filter(
    (one) => one.dataset === dataset && organisations.includes(organisationOf(one.organisationEntity)),
  );
  return {
    name,
    entities: entities.length,
    own: own.length,
    complete,
    ...(total === undefined ? {} : { total }),
    latestEntryDate,
    qualities,
  };
}

function hasShapes(table: readonly EntityRow[]): boolean {
  return table.some(({ fields }) => fields.has("geometry") || fields.has("point"));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== "");
}
