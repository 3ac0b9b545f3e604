import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { nodeTables, withSpecification } from "../../effects/node/tables.ts";
import { groupBy } from "../../verify/group-by.ts";
import { type Problem, problemLevels } from "../../verify/problem.ts";
import { type Verification, verify } from "../../verify/verify.ts";
import { UsageError } from "../usage-error.ts";

/**
 * `verify DIR`: whether a checkout of the configuration repository may be merged.
 * @returns 0 when nothing speaks against it, 1 when something does
 */
export async function verifyCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      base: { type: "string" },
      collection: { type: "string", multiple: true, default: [] },
      specification: { type: "string" },
      warnings: { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
      format: { type: "string", default: "text" },
      quiet: { type: "boolean", default: false },
    },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) {
    throw new UsageError("Name the folder of one checkout: the one that holds pipeline and collection.");
  }
  if (values.format !== "text" && values.format !== "json")
    throw new UsageError("--format must be text or json.");
  const bundled = nodeTables();
  const { specification: own } = values;
  const tables = own === undefined ? bundled : withSpecification(bundled, own);
  const files = repositoryFiles(folder, values.collection);
  const found = verify(
    files,
    {
      specification: await tables.specification(""),
      // The list people choose from knows more: which organisations have ended.
      organisations: (await bundled.bundledOrganisations()).list,
    },
    values.base === undefined ? undefined : repositoryFiles(values.base, values.collection),
  );
  if (!values.quiet) {
    process.stdout.write(values.format === "json" ? json(found) : text(found, values.warnings));
  }
  return found.errors.length > 0 || (values.strict && found.warnings.length > 0) ? 1 : 0;
}

/** The tables below `pipeline*` and `collection*`, by path from the folder. @throws UsageError when there are none */
function repositoryFiles(folder: string, collections: readonly string[]): Map<string, string> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`There is no folder ${folder}.`);
  const files = new Map<string, string>();
  for (const top of readdirSync(folder).sort()) {
    if (!/^(pipeline|collection)[\w-]*$/.test(top)) continue;
    for (const collection of folders(join(folder, top))) {
      if (collections.length > 0 && !collections.includes(collection)) continue;
      for (const file of readdirSync(join(folder, top, collection)).sort()) {
        if (!file.endsWith(".csv")) continue;
        const path = [top, collection, file].join("/");
        files.set(path, readFileSync(join(folder, path), "utf8"));
      }
    }
  }
  if (files.size === 0) {
    throw new UsageError(`${folder} holds no pipeline/<collection>/*.csv or collection/<collection>/*.csv.`);
  }
  return files;
}

function folders(path: string): string[] {
  if (!statSync(path).isDirectory()) return [];
  return readdirSync(path)
    .filter((name) => statSync(join(path, name)).isDirectory())
    .sort();
}

function text({ files, errors, warnings, known }: Verification, all: boolean): string {
  const lines = errors.map(({ path, line, message }) => `${path}:${line}: ${message}`);
  if (all) {
    lines.push(...warnings.map(({ path, line, message }) => `${path}:${line}: warning: ${message}`));
  } else {
    const counts = countsOf(warnings);
    for (const [code, problems] of counts) {
      const [first] = problems;
      if (first)
        lines.push(
          `${problems.length} warnings ${code}, the first: ${first.path}:${first.line}: ${first.message}`,
        );
    }
  }
  const before = known > 0 ? `, ${known} known from before` : "";
  return `${[...lines, `${files} files: ${errors.length} errors, ${warnings.length} warnings${before}`].join("\n")}\n`;
}

function countsOf(problems: readonly Problem[]): Map<string, Problem[]> {
  return groupBy(problems, ({ code }) => code);
}

function json({ files, errors, warnings, known }: Verification): string {
  const problems = [...errors, ...warnings].map(({ path, line, code, message }) => ({
    path,
    line,
    level: problemLevels[code],
    code,
    message,
  }));
  return `${JSON.stringify({ files, errors: errors.length, warnings: warnings.length, known, problems }, undefined, 2)}\n`;
}
