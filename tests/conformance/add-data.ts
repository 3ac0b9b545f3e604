import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { bytesSource } from "../../src/engine/convert/source.ts";
import type { Json, JsonObject } from "../../src/repository/add-data-response.ts";
import { commitAddData } from "../../src/repository/commit.ts";
import type { RepositoryFiles } from "../../src/repository/files.ts";
import { type AddDataReply, addData } from "../../src/request/add-data.ts";
import {
  type AddDataCase,
  caseEffects,
  expectedJson,
  readAddDataCase,
  readJson,
  record,
  repositoryFiles,
} from "./add-data-case.ts";
import { runCommandLineCase } from "./add-data-command-line.ts";
import { knownFault, withoutKnownFaults } from "./add-data-faults.ts";
import type { Comparison } from "./compare.ts";

/** What we made of a case, in the recorded form. */
export interface AddDataOutcome {
  readonly files: RepositoryFiles;
  /** By file name below `expected/`: what is compared besides the repository. */
  readonly answers: ReadonlyMap<string, Json | string>;
}

/**
 * Runs one recorded case of adding data and compares it by the rules of INDEX.md. `lenient`: differs only where the
 * reference has a fault that we do not share (differences.md).
 */
export async function runAddDataCase(folder: string): Promise<Comparison> {
  const recorded = readAddDataCase(folder);
  const outcome = await run(recorded);
  const expected: AddDataOutcome = {
    files: repositoryFiles(join(folder, "expected", "configuration")),
    answers: new Map([...outcome.answers.keys()].flatMap((name) => expectedAnswer(folder, name))),
  };
  const differs = differences(recorded, expected, outcome);
  if (differs.length === 0) return { verdict: "pass", differs: [], detail: "", reasonTextOnly: false };
  const left = differences(
    recorded,
    withoutKnownFaults(expected, recorded),
    withoutKnownFaults(outcome, recorded),
  );
  const names = differs.map(([name]) => name);
  if (left.length === 0) {
    const detail = knownFault(names);
    return { verdict: "lenient", differs: names, detail, reasonTextOnly: false };
  }
  const detail = left.map(([name, text]) => `${name}: ${text}`).join("\n");
  return { verdict: "fail", differs: names, detail, reasonTextOnly: false };
}

function expectedAnswer(folder: string, name: string): [string, Json | string][] {
  const path = join(folder, "expected", name);
  if (!existsSync(path)) return [];
  return [[name, name.endsWith(".json") ? comparable(name, readJson(path)) : readFileSync(path, "utf8")]];
}

/** The part of a recorded answer that is compared: messages, exception and reason are hints. */
function comparable(name: string, json: Json): Json {
  const all = record(json);
  if (name === "commit.json") return { outcome: all.outcome ?? "", label: all.label ?? "" };
  if (name === "outcome.json") {
    return { outcome: all.outcome ?? "", dialogue: all.dialogue ?? [], fields: namedFields(all) };
  }
  // What is said of an error is a hint; that there is one is not.
  if (name === "response.json") return all.error ? { error: true } : { data: all.data ?? null };
  return json;
}

/** The fields that a refusal is about, from the words of the recorded reason. */
function namedFields({ outcome, reason }: JsonObject): readonly string[] {
  if (outcome !== "raised" || typeof reason !== "string") return [];
  const words: readonly [RegExp, string][] = [
    [/licence/i, "licence"],
    [/endpoint_url|duplicate endpoint|collect from URL/i, "endpoint-url"],
    [/documentation[_-]url/i, "documentation-url"],
    [/start-date|Date is blank/, "start-date"],
    [/organisation/, "organisation"],
    [/dataset in the specification|belong to provided collection|\(pipelines\)/, "pipelines"],
    [/Unknown entities|Reference not found/, "reference"],
    [/\(entity_source\)/, "entity_source"],
    [/\(entity_destination\)/, "entity_destination"],
  ];
  return words
    .filter(([pattern]) => pattern.test(reason))
    .map(([, field]) => field)
    .sort();
}

async function run(recorded: AddDataCase): Promise<AddDataOutcome> {
  switch (recorded.path) {
    case "service":
      return service(recorded);
    case "commit":
      return commit(recorded, readJson(join(recorded.folder, "response.json")), new Map());
    default:
      return runCommandLineCase(recorded);
  }
}

/** The back end, then the commit script on its answer. */
async function service(recorded: AddDataCase): Promise<AddDataOutcome> {
  const { params } = recorded;
  const text = (key: string) => (typeof params[key] === "string" ? params[key] : "");
  const geometryType = text("geom_type");
  const mapping = record(params.column_mapping);
  const reply = await addData(
    {
      request: {
        collection: text("collection"),
        dataset: text("dataset"),
        organisation: text("organisation"),
        url: text("url"),
        documentationUrl: text("documentation_url"),
        licence: text("licence"),
        startDate: text("start_date"),
        ...(Object.keys(mapping).length > 0 ? { columnMapping: mapping as Record<string, string> } : {}),
        ...(geometryType === "point" || geometryType === "polygon" ? { geometryType } : {}),
      },
      source: bytesSource(readFileSync(join(recorded.folder, recorded.input))),
      plugin: recorded.fetchedWith === "arcgis" || recorded.fetchedWith === "wfs" ? recorded.fetchedWith : "",
      repository: recorded.files,
      // The recorded service is of the older generation.
      addsPipelines: false,
    },
    caseEffects(recorded),
  );
  const answers = new Map<string, Json | string>();
  if (!reply.ok) {
    answers.set("response.json", { error: true });
  } else {
    answers.set("response.json", asJson({ data: reply.answer }));
    if (expectedJson(recorded.folder, "pipeline-issues.json") !== undefined) {
      answers.set("pipeline-issues.json", await issues(recorded, reply));
      answers.set("transformed.csv", reply.transformed);
    }
  }
  const request = {
    status: "COMPLETE",
    params,
    response: reply.ok
      ? { data: asJson(reply.answer), error: null }
      : { data: null, error: { message: reply.message } },
  };
  return commit(recorded, request, answers);
}

async function issues(recorded: AddDataCase, reply: Extract<AddDataReply, { ok: true }>): Promise<Json> {
  const dataset = String(recorded.params.dataset);
  const { issueTypes } = await caseEffects(recorded).tables.specification(dataset);
  return reply.issues.map((issue): JsonObject => {
    const type = issueTypes.get(issue.issueType);
    return {
      dataset,
      resource: reply.resource,
      field: issue.field,
      "issue-type": issue.issueType,
      value: issue.value,
      entity: issue.issueType === "reference values are not unique" ? Number(issue.entity) : null,
      "line-number": issue.lineNumber,
      "entry-number": issue.entryNumber,
      message: issue.message === "" ? null : issue.message,
      severity: type?.severity ?? null,
      description: type?.description ?? null,
      responsibility: type?.responsibility ?? null,
    };
  });
}

function commit(recorded: AddDataCase, request: Json, answers: Map<string, Json | string>): AddDataOutcome {
  const reply = commitAddData(recorded.files, request, {
    today: recorded.today,
    retire: recorded.retire,
    unretire: recorded.unretire,
    triggeredBy: "recorder",
  });
  answers.set("commit.json", {
    outcome: reply.outcome,
    label: reply.outcome === "done" ? reply.label : "",
  });
  return { files: reply.outcome === "done" ? reply.files : recorded.files, answers };
}

function asJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

/** Name and first difference of everything that differs. */
function differences(
  recorded: AddDataCase,
  expected: AddDataOutcome,
  actual: AddDataOutcome,
): [string, string][] {
  const found: [string, string][] = [];
  for (const path of new Set([...expected.files.keys(), ...actual.files.keys()])) {
    if (recorded.unstable !== "" && path.endsWith("/lookup.csv") && recorded.unstable.includes("lookup.csv"))
      continue;
    const want = expected.files.get(path);
    const got = actual.files.get(path);
    if (want !== got) found.push([path, firstLine(want, got)]);
  }
  for (const [name, got] of actual.answers) {
    const want = expected.answers.get(name);
    if (!isDeepStrictEqual(want, got)) found.push([name, firstLine(printed(want), printed(got))]);
  }
  return found;
}

function printed(value: Json | undefined): string | undefined {
  return typeof value === "string" || value === undefined ? value : JSON.stringify(value, undefined, 1);
}

function firstLine(want: string | undefined, got: string | undefined): string {
  if (want === undefined || got === undefined)
    return want === undefined ? "is there, but not expected" : "is not there";
  const wanted = want.split("\n");
  const gotten = got.split("\n");
  const at = Math.max(
    0,
    wanted.findIndex((line, index) => line !== gotten[index]),
  );
  return `line ${at + 1}: expected ${JSON.stringify(wanted[at] ?? "")}, got ${JSON.stringify(gotten[at] ?? "")}`;
}
