import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** case.json of a resource run; `configuration` is normalised to a list. Format: ../shared/conformance/INDEX.md. */
export interface Case {
  readonly name: string;
  readonly folder: string;
  readonly theme: string;
  readonly input: string;
  readonly resource?: string;
  readonly dataset: string;
  readonly mode: "check" | "pipeline";
  readonly configuration: readonly string[];
  readonly configurationFiles?: readonly string[];
  readonly columnMapping?: Readonly<Record<string, string>>;
  readonly geometryType?: "point" | "polygon";
  readonly categoryValues: Readonly<Record<string, readonly string[]>>;
  readonly organisations: readonly string[];
  readonly endpoints: readonly string[];
  readonly entryDate: string;
  readonly today: string;
}

export type CaseKind = "resource" | "add-data" | "collect" | "expectations";

/** What kind of recorded run a folder holds, by the key that only its case.json has; `undefined`: not a case. */
export function caseKind(folder: string): CaseKind | undefined {
  const file = join(folder, "case.json");
  if (!existsSync(file)) return undefined;
  const keys = Object.keys(JSON.parse(readFileSync(file, "utf8")));
  if (keys.includes("mode")) return "resource";
  if (keys.includes("path")) return "add-data";
  if (keys.includes("fetches") || keys.includes("table")) return "collect";
  return keys.includes("kind") ? "expectations" : undefined;
}

/** Reads a resource run. Throws when case.json lacks a needed member: a broken case is a bug, not a result. */
export function readCase(folder: string): Case {
  const json: Record<string, unknown> = JSON.parse(readFileSync(join(folder, "case.json"), "utf8"));
  const text = (key: string): string | undefined => {
    const value = json[key];
    return typeof value === "string" ? value : undefined;
  };
  const list = (key: string): string[] => {
    const value = json[key];
    if (typeof value === "string") return [value];
    return Array.isArray(value) ? value.map(String) : [];
  };
  const need = (key: string): string => {
    const value = text(key);
    if (value === undefined) throw new Error(`${folder}/case.json: "${key}" is missing`);
    return value;
  };
  const resource = text("resource");
  const geometryType = text("geometry-type");
  return {
    name: basename(folder),
    folder,
    theme: text("theme") ?? "other",
    input: join(folder, need("input")),
    dataset: need("dataset"),
    mode: need("mode") === "pipeline" ? "pipeline" : "check",
    configuration: list("configuration"),
    categoryValues: (json["category-values"] ?? {}) as Record<string, string[]>,
    organisations: list("organisations"),
    endpoints: list("endpoints"),
    entryDate: text("entry-date") ?? "",
    today: need("today"),
    ...(resource === undefined ? {} : { resource }),
    ...(json["configuration-files"] ? { configurationFiles: list("configuration-files") } : {}),
    ...(json["column-mapping"] ? { columnMapping: json["column-mapping"] as Record<string, string> } : {}),
    ...(geometryType === "polygon" || geometryType === "point" ? { geometryType } : {}),
  };
}

/** The case folders in `directory`: itself when it is one, else those directly below it, in name order. */
export function caseFolders(directory: string): string[] {
  if (caseKind(directory)) return [directory];
  return readdirSync(directory)
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isDirectory() && caseKind(path) !== undefined)
    .sort();
}
