import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { codecNames } from "../../engine/charset/names.ts";
import { charsetChoices } from "../../report/charset-choices.ts";
import type { Mode } from "../../report/mode.ts";
import { UsageError } from "../usage-error.ts";

export interface CheckOptions {
  readonly target: string;
  readonly dataset: string;
  readonly organisations: readonly string[];
  readonly endpoints: readonly string[];
  readonly entryDate?: string;
  readonly today?: string;
  readonly mode: Mode;
  readonly transformation?: "helmert" | "ostn15";
  readonly resource?: string;
  readonly configuration?: string;
  readonly specification?: string;
  readonly columnMapping?: Readonly<Record<string, string>>;
  readonly categoryValues?: Readonly<Record<string, readonly string[]>>;
  readonly geometryType?: "point" | "polygon";
  readonly charset?: string;
  readonly output?: string;
  readonly format: "text" | "json" | "markdown";
  readonly quiet: boolean;
}

/** The options of `check`. @throws UsageError in plain words for anything that cannot be understood */
export function readCheckOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      dataset: { type: "string" },
      organisation: { type: "string", multiple: true, default: [] },
      endpoint: { type: "string", multiple: true, default: [] },
      "entry-date": { type: "string" },
      today: { type: "string" },
      mode: { type: "string", default: "added" },
      transformation: { type: "string" },
      resource: { type: "string" },
      configuration: { type: "string" },
      specification: { type: "string" },
      "column-mapping": { type: "string" },
      "category-values": { type: "string" },
      "geometry-type": { type: "string" },
      encoding: { type: "string" },
      output: { type: "string" },
      format: { type: "string", default: "text" },
      quiet: { type: "boolean", default: false },
    },
  });
  const [target, ...more] = positionals;
  if (target === undefined) throw new UsageError("Name the file or address to check.");
  if (more.length > 0) throw new UsageError(`Check one file at a time: "${more[0]}" is one too many.`);
  if (!values.dataset)
    throw new UsageError("Say what the data is with --dataset, for example --dataset conservation-area.");
  const transformation = oneOf("--transformation", values.transformation, ["helmert", "ostn15"]);
  const geometryType = oneOf("--geometry-type", values["geometry-type"], ["point", "polygon"]);
  const mode = oneOf("--mode", values.mode, ["check", "added", "pipeline"]) ?? "added";
  const format = oneOf("--format", values.format, ["text", "json", "markdown"]) ?? "text";
  return {
    target,
    dataset: values.dataset,
    organisations: values.organisation,
    endpoints: values.endpoint,
    mode,
    format,
    quiet: values.quiet,
    ...(values["entry-date"] === undefined ? {} : { entryDate: date("--entry-date", values["entry-date"]) }),
    ...(values.today === undefined ? {} : { today: date("--today", values.today) }),
    ...(transformation ? { transformation } : {}),
    ...(geometryType ? { geometryType } : {}),
    ...(values.encoding === undefined ? {} : { charset: encoding(values.encoding) }),
    ...given("resource", values.resource),
    ...given("configuration", values.configuration),
    ...given("specification", values.specification),
    ...given("output", values.output),
    ...(values["column-mapping"] === undefined
      ? {}
      : { columnMapping: texts("--column-mapping", readJson("--column-mapping", values["column-mapping"])) }),
    ...(values["category-values"] === undefined
      ? {}
      : {
          categoryValues: lists(
            "--category-values",
            readJson("--category-values", values["category-values"]),
          ),
        }),
  };
}

function given<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: string });
}

function oneOf<Value extends string>(
  option: string,
  value: string | undefined,
  allowed: readonly Value[],
): Value | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new UsageError(`${option} must be one of ${allowed.join(", ")}; "${value}" is not.`);
  return found;
}

/** Python's name of a character set, however a person writes it: `windows-1252`, `UTF-8`. */
function encoding(name: string): string {
  const written = name.toLowerCase().replaceAll("-", "_");
  const known = new Set(charsetChoices.map(([codec]) => codec));
  const codec = known.has(name.toLowerCase()) ? name.toLowerCase() : (codecNames.get(written) ?? written);
  if (!known.has(codec)) {
    throw new UsageError(`--encoding must be one of ${[...known].join(", ")}; "${name}" is not.`);
  }
  return codec;
}

function date(option: string, value: string): string {
  const day = new Date(`${value}T00:00:00Z`);
  const real =
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
  if (!real) throw new UsageError(`${option} must be a real date like 2026-03-27; "${value}" is not.`);
  return value;
}

function readJson(option: string, path: string): object {
  if (!existsSync(path)) throw new UsageError(`The file of ${option} was not found: ${path}`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(
      `The file of ${option} is not JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new UsageError(`The file of ${option} must hold one JSON object, like {"a": ...}.`);
  }
  return json;
}

function texts(option: string, json: object): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(json)) {
    if (typeof value !== "string")
      throw new UsageError(`${option}: "${key}" must be the name of a field, or IGNORE.`);
    found[key] = value;
  }
  return found;
}

function lists(option: string, json: object): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const [key, value] of Object.entries(json)) {
    if (!Array.isArray(value) || value.some((one) => typeof one !== "string")) {
      throw new UsageError(`${option}: "${key}" must be a list of texts.`);
    }
    found[key] = value;
  }
  return found;
}
