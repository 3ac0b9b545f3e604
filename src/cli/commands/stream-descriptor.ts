import { UsageError } from "../usage-error.ts";
import { type CheckOptions, readCheckOptions } from "./check-options.ts";

export type DescriptorReply =
  | {
      readonly ok: true;
      readonly options: CheckOptions;
      /** Given back with the result. */
      readonly id: string | undefined;
      readonly withReport: boolean;
      readonly output: string | undefined;
    }
  | { readonly ok: false; readonly id: string | undefined; readonly message: string };

/** Members that are options of `check` under the same name. */
const singleOptions = [
  "dataset",
  "entry-date",
  "today",
  "mode",
  "transformation",
  "resource",
  "configuration",
  "specification",
  "geometry-type",
  "encoding",
  "output",
] as const;
const listOptions = ["organisation", "endpoint"] as const;
const mappings = ["column-mapping", "category-values"] as const;
const targets = ["file", "url"] as const;
const known: ReadonlySet<string> = new Set([
  ...singleOptions,
  ...listOptions,
  ...mappings,
  ...targets,
  "id",
  "report",
]);

/** One line of the stream: the options of `check` by name, `file` or `url`, and an `id` of the caller's own. */
export function readDescriptor(text: string): DescriptorReply {
  let id: string | undefined;
  try {
    const members = objectOf(text);
    const given = members.get("id");
    if (given !== undefined) id = String(given);
    const options = optionsOf(members);
    const output = options.output;
    return { ok: true, options, id, withReport: members.get("report") === true, output };
  } catch (error) {
    // parseArgs, behind readCheckOptions, throws TypeErrors in words a person can use.
    if (error instanceof UsageError || error instanceof TypeError)
      return { ok: false, id, message: error.message };
    throw error;
  }
}

function objectOf(text: string): ReadonlyMap<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`The line is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new UsageError('The line must hold one JSON object, like {"file": "data.csv", "dataset": "tree"}.');
  }
  return new Map(Object.entries(json));
}

function optionsOf(members: ReadonlyMap<string, unknown>): CheckOptions {
  const unknown = [...members.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new UsageError(`There is no member "${unknown.join('", "')}".`);
  const target = targets.map((name) => members.get(name)).filter((value) => value !== undefined);
  if (target.length !== 1) throw new UsageError('Name one target, as "file" or as "url".');
  const args: string[] = [];
  for (const name of singleOptions) {
    const value = members.get(name);
    if (value !== undefined) args.push(`--${name}=${textOf(name, value)}`);
  }
  for (const name of listOptions) {
    const value = members.get(name);
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) args.push(`--${name}=${textOf(name, one)}`);
  }
  for (const name of mappings) {
    const value = members.get(name);
    // Also by name of a file, as on the command line.
    if (typeof value === "string") args.push(`--${name}=${value}`);
  }
  const options = readCheckOptions([...args, "--", textOf("file", target[0])]);
  const mapping = members.get("column-mapping");
  const values = members.get("category-values");
  return {
    ...options,
    ...(isObject(mapping) ? { columnMapping: textsOf(mapping) } : {}),
    ...(isObject(values) ? { categoryValues: listsOf(values) } : {}),
  };
}

function textOf(name: string, value: unknown): string {
  if (typeof value === "string" && value !== "") return value;
  throw new UsageError(`"${name}" must be a text.`);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsOf(value: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).map(([key, text]) => [key, textOf("column-mapping", text)]),
  );
}

function listsOf(value: object): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(value).map(([key, list]: [string, unknown]) => {
      if (!Array.isArray(list)) throw new UsageError('"category-values" must hold lists of texts.');
      return [key, list.map((one) => textOf("category-values", one))];
    }),
  );
}
