import type { Effects } from "../check/effects.ts";
import type { CheckInput } from "../check/input.ts";
import { resourceName } from "../check/sha256.ts";
import type { ConfigurationFile } from "../configuration/configuration.ts";
import { readConfiguration } from "../configuration/read.ts";
import { runConfiguration } from "../configuration/run-configuration.ts";
import { readTable } from "../csv/read.ts";
import type { ByteSource } from "../engine/convert/source.ts";
import { bareReference } from "../repository/assign.ts";
import type { RepositoryFiles } from "../repository/files.ts";
import { endpointKey } from "../repository/keys.ts";
import { saveLookups } from "../repository/lookup-register.ts";
import {
  addToRegister,
  type ImportLine,
  type Register,
  readRegister,
  tableRows,
  writeRegister,
} from "../repository/register.ts";
import { retirableSources, retireSources } from "../repository/retire-provision.ts";
import { serviceFiles } from "./add-data.ts";
import {
  type FactsRun,
  hasUnknownEntities,
  numberRange,
  runForFacts,
  unassignedReferences,
} from "./facts-run.ts";
import { importColumns, importLineProblems } from "./import-line.ts";

export interface CommandInput {
  /** import.csv. */
  readonly csv: string;
  readonly collection: string;
  /** The configuration repository, at least the two folders of the collection. */
  readonly repository: RepositoryFiles;
  /** What an address answers; `undefined`: it cannot be collected. */
  readonly collect: (url: string, plugin: string) => Promise<ByteSource | undefined>;
}

export interface AddDataCommandInput extends CommandInput {
  /** Asks the person; true for yes. */
  readonly ask: (question: string) => boolean;
}

export type CommandReply =
  | { readonly outcome: "done"; readonly files: RepositoryFiles }
  | {
      readonly outcome: "refused";
      /** Columns it is about. */
      readonly fields: readonly string[];
      readonly message: string;
      /** With what was saved before. */
      readonly files: RepositoryFiles;
    };

/** The tables of a run on the command line: those of the service and the lookup rules. */
const commandFiles: ReadonlySet<ConfigurationFile> = new Set([...serviceFiles, "lookup-rule.csv"]);

/**
 * The pipeline's `add-data` command: validates every line of import.csv, adds the last one, asks before each step, and
 * offers to retire the organisation's other endpoints. All files it saves are written anew.
 *
 * As the command, for the data team's comparison: only the last line is added, and with two datasets the second saving
 * brings back what was retired after the first. Adding many endpoints properly is `changedFiles` (rows.ts).
 * Source: digital_land/commands.py, add_data
 */
export async function addDataCommand(input: AddDataCommandInput, effects: Effects): Promise<CommandReply> {
  const { collection, ask } = input;
  let files = input.repository;
  const refused = (fields: readonly string[], message: string): CommandReply => ({
    outcome: "refused",
    fields,
    message,
    files,
  });
  const validated = await validatedLine(input, effects);
  if (!validated.ok) return refused(validated.fields, validated.message);
  const { line, register } = validated;
  const url = line.get("endpoint-url") ?? "";
  const organisation = line.get("organisation") ?? "";
  const endedBefore = (line.get("end-date") ?? "") !== "" && (line.get("end-date") ?? "") < effects.today();
  const source = endedBefore ? undefined : await input.collect(url, line.get("plugin") ?? "");
  if (source === undefined) return refused(["endpoint-url"], `${url} could not be collected`);
  if (!ask("Do you want to continue processing this resource? (yes/no):")) return { outcome: "done", files };

  for (const dataset of (line.get("pipelines") ?? "").split(";")) {
    const specification = await effects.tables.specification(dataset);
    const path = (file: string) => `pipeline/${collection}/${file}`;
    if (!files.has(path("lookup.csv"))) return refused(["lookup.csv"], `There is no ${path("lookup.csv")}`);
    const scope = {
      collection,
      dataset,
      source,
      organisations: [organisation],
      endpoints: [endpointKey(url)],
    };
    const run = await runForFacts(commandRun(scope, files), effects);
    const problem = runProblem(run, scope, files);
    if (problem !== undefined) return refused(["reference"], problem);
    let lookups: string | undefined;
    if (hasUnknownEntities(run)) {
      if (!ask("Do you want to assign entities for this resource? (yes/no):"))
        return { outcome: "done", files };
      const references = await newReferences([scope], files, effects);
      const range = numberRange(specification, dataset);
      const saved = saveLookups(
        files.get(path("lookup.csv")),
        files.get(path("old-entity.csv")),
        references,
        range,
      );
      if (!saved.ok) return refused(["lookup.csv"], saved.message);
      lookups = saved.csv;
      const again = await runForFacts(
        commandRun(scope, new Map(files).set(path("lookup.csv"), lookups)),
        effects,
      );
      if (again.failure !== undefined || hasUnknownEntities(again)) {
        return refused(["reference"], "Entries without an entity number remain after assigning");
      }
    }
    if (!ask("Do you want to save changes made in this session? (yes/no):"))
      return { outcome: "done", files };
    files = withRegister(files, collection, writeRegister(register));
    if (lookups !== undefined) files = new Map(files).set(path("lookup.csv"), lookups);
    files = retire(files, collection, register, { organisation, dataset, endpoint: endpointKey(url) });
  }
  return { outcome: "done", files };

  function retire(
    before: RepositoryFiles,
    of: string,
    known: Register,
    provision: { organisation: string; dataset: string; endpoint: string },
  ): RepositoryFiles {
    const existing = retirableSources(known, provision);
    if (existing.length === 0) return before;
    if (!ask("Do you want to retire any of these existing endpoints? (yes/no):")) return before;
    const retired = existing.filter((one) => ask(`${one.url}? (yes/no):`));
    if (retired.length === 0) return before;
    return withRegister(before, of, retireSources(registerOf(before, of), retired, effects.today()));
  }
}

/**
 * The pipeline's `add-endpoints-and-lookups` command: adds every line of import.csv whose address is new, then numbers
 * for the references of what could be collected. Nothing is asked. Lines whose address cannot be collected are added
 * all the same; when none can be, nothing is.
 *
 * Differs from the command where it decides in no order: resources of a dataset are numbered in the order of the lines,
 * each under its own organisation.
 * Source: digital_land/commands.py, add_endpoints_and_lookups
 */
export async function importCommand(input: CommandInput, effects: Effects): Promise<CommandReply> {
  const { collection } = input;
  let files = input.repository;
  const refused = (fields: readonly string[], message: string): CommandReply => ({
    outcome: "refused",
    fields,
    message,
    files: input.repository,
  });
  const read = importLines(input);
  if (!read.ok) return refused([read.column], read.message);
  const registers = readRegisters(input);
  if (!registers)
    return refused(["collection"], `The collection "${collection}" has no endpoint.csv or source.csv`);
  let register = registers;
  const { licences } = await effects.tables.specification("");
  const added: ImportLine[] = [];
  for (const line of read.lines) {
    const licence = line.get("licence") ?? "";
    if (!licences.has(licence))
      return refused(["licence"], `"${licence}" is not a licence of the specification`);
    if ((line.get("documentation-url") ?? "").trim() === "")
      return refused(["documentation-url"], "The documentation URL is blank");
    const next = addToRegister(register, line, collection, effects.today());
    if (!next) continue;
    register = next;
    added.push(line);
  }
  for (const [dataset, scopes] of await resourcesByDataset(input, register, added)) {
    const specification = await effects.tables.specification(dataset);
    const path = (file: string) => `pipeline/${collection}/${file}`;
    const references = await newReferences(scopes, files, effects);
    const range = numberRange(specification, dataset);
    const saved = saveLookups(
      files.get(path("lookup.csv")),
      files.get(path("old-entity.csv")),
      references,
      range,
    );
    if (!saved.ok) return refused(["lookup.csv"], saved.message);
    files = withRegister(
      new Map(files).set(path("lookup.csv"), saved.csv),
      collection,
      writeRegister(register),
    );
  }
  return { outcome: "done", files };
}

type ValidatedLine =
  | { readonly ok: true; readonly line: ImportLine; readonly register: Register }
  | { readonly ok: false; readonly fields: readonly string[]; readonly message: string };

/** Every line is validated; the last one is added. */
async function validatedLine(input: AddDataCommandInput, effects: Effects): Promise<ValidatedLine> {
  const registers = readRegisters(input);
  if (!registers) {
    const message = `The collection "${input.collection}" has no endpoint.csv or source.csv`;
    return { ok: false, fields: ["collection"], message };
  }
  const read = importLines(input);
  if (!read.ok) return { ok: false, fields: [read.column], message: read.message };
  const tables = {
    collection: input.collection,
    specification: await effects.tables.specification(""),
    organisations: await effects.tables.organisations(),
    today: effects.today(),
  };
  for (const line of read.lines) {
    const problems = importLineProblems(line, tables);
    if (problems.length > 0) {
      const message = problems.map((problem) => problem.message).join(". ");
      return { ok: false, fields: problems.map(({ field }) => field), message };
    }
  }
  const line = read.lines.at(-1);
  if (!line) return { ok: false, fields: [], message: "import.csv has no lines" };
  const register = addToRegister(registers, line, input.collection, effects.today());
  return register
    ? { ok: true, line, register }
    : { ok: false, fields: ["endpoint-url"], message: "The endpoint is registered already" };
}

function importLines({
  csv,
}: CommandInput): { ok: true; lines: ImportLine[] } | { ok: false; column: string; message: string } {
  const text = csv.replace(/^\uFEFF/, "");
  const { columns } = readTable(text);
  const missing = importColumns.find((column) => !columns.includes(column));
  if (missing !== undefined)
    return { ok: false, column: missing, message: `import.csv has no column ${missing}` };
  return { ok: true, lines: tableRows(text) };
}

function readRegisters({ repository, collection }: CommandInput): Register | undefined {
  const endpoints = repository.get(`collection/${collection}/endpoint.csv`);
  const sources = repository.get(`collection/${collection}/source.csv`);
  return endpoints === undefined || sources === undefined ? undefined : readRegister(endpoints, sources);
}

interface RunScope {
  readonly collection: string;
  readonly dataset: string;
  readonly source: ByteSource;
  readonly organisations: readonly string[];
  readonly endpoints: readonly string[];
}

function commandRun(scope: RunScope, files: RepositoryFiles): CheckInput {
  const folder = `pipeline/${scope.collection}/`;
  const tables = [...files].flatMap(([path, text]): [string, string][] =>
    path.startsWith(folder) ? [[path.slice(folder.length), text]] : [],
  );
  return {
    source: scope.source,
    name: scope.endpoints[0] ?? "",
    dataset: scope.dataset,
    mode: "pipeline",
    organisations: scope.organisations,
    endpoints: scope.endpoints,
    configuration: readConfiguration(new Map(tables), folder),
    configurationFiles: commandFiles,
    categoryValues: {},
  };
}

/** Why the command gives up after the first run. */
function runProblem(run: FactsRun, scope: RunScope, files: RepositoryFiles): string | undefined {
  if (run.failure !== undefined) return run.failure;
  const { configuration } = commandRun(scope, files);
  const rules =
    configuration && runConfiguration(configuration, { dataset: scope.dataset, resource: "", endpoints: [] });
  const oldName = rules?.ok ? rules.configuration.migrations.get("reference")?.field : undefined;
  const mapped = run.fields.has("reference") || (oldName !== undefined && run.fields.has(oldName));
  return mapped ? undefined : "No column is mapped to reference";
}

/** References without a number, in order; quotes at either end are dropped, as the command does. */
async function newReferences(scopes: readonly RunScope[], files: RepositoryFiles, effects: Effects) {
  const found = [];
  for (const scope of scopes) {
    for (const one of await unassignedReferences(commandRun(scope, files), effects)) {
      found.push({ ...one, reference: bareReference(one.reference).replace(/^"+|"+$/g, "") });
    }
  }
  return found;
}

/** What was collected, by the datasets its sources name: datasets in the order of the resources' hashes. */
async function resourcesByDataset(
  input: CommandInput,
  register: Register,
  added: readonly ImportLine[],
): Promise<Map<string, RunScope[]>> {
  const resources = new Map<string, { source: ByteSource; endpoints: string[] }>();
  for (const line of added) {
    const url = line.get("endpoint-url") ?? "";
    const source = await input.collect(url, line.get("plugin") ?? "");
    if (source === undefined) continue;
    const name = resourceName(source);
    const endpoints = [...(resources.get(name)?.endpoints ?? []), endpointKey(url)];
    resources.set(name, { source, endpoints });
  }
  const order = new Map<string, RunScope[]>();
  const scopes = [...resources].map(([name, { source, endpoints }]) => {
    const sources = register.sources.filter((row) => endpoints.includes(row.get("endpoint") ?? ""));
    const organisations = [...new Set(sources.map((row) => row.get("organisation") ?? ""))].sort();
    const datasets = new Set(sources.flatMap((row) => (row.get("pipelines") ?? "").split(";")));
    datasets.delete("");
    return { name, source, endpoints: endpoints.sort(), organisations, datasets };
  });
  for (const { datasets } of [...scopes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    for (const dataset of datasets) if (!order.has(dataset)) order.set(dataset, []);
  }
  for (const { datasets, source, organisations, endpoints } of scopes) {
    for (const dataset of datasets)
      order.get(dataset)?.push({ collection: input.collection, dataset, source, organisations, endpoints });
  }
  return order;
}

function registerOf(files: RepositoryFiles, collection: string) {
  return {
    endpoint: files.get(`collection/${collection}/endpoint.csv`) ?? "",
    source: files.get(`collection/${collection}/source.csv`) ?? "",
  };
}

function withRegister(
  files: RepositoryFiles,
  collection: string,
  csv: { readonly endpoint: string; readonly source: string },
): RepositoryFiles {
  return new Map(files)
    .set(`collection/${collection}/endpoint.csv`, csv.endpoint)
    .set(`collection/${collection}/source.csv`, csv.source);
}
