import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = ["src", "workers", "server"].flatMap(sourceFiles);
const imports = files.flatMap(importsOf);

/** `| folder | may import |` rows of ARCHITECTURE.md: the living table of allowed imports. */
function allowedImports(): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>();
  for (const line of readFileSync(join(root, "ARCHITECTURE.md"), "utf8").split("\n")) {
    const match = /^\| ((?:src\/|workers|server)\S*) +\|(.*)\|$/.exec(line);
    if (match?.[1] === undefined) continue;
    const targets = (match[2] ?? "").split(",").map((name) => name.trim().split(" ")[0] ?? "");
    table.set(match[1], new Set(targets.filter((name) => name !== "")));
  }
  return table;
}

/** `src/engine/phases/map.ts` is in room `src/engine`; `workers/check.worker.ts` in `workers`. */
function room(file: string): string {
  const [top = "", next = ""] = file.split("/");
  return top === "src" ? `src/${next}` : top;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(join(root, file), "utf8"));
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    if (!specifier.startsWith(".")) return;
    found.push({ from: file, to: normalize(join(dirname(file), specifier.split("?")[0] ?? "")), typeOnly });
  };
  for (const statement of module.staticImports) {
    add(
      statement.moduleRequest.value,
      statement.entries.length > 0 && statement.entries.every((entry) => entry.isType),
    );
  }
  for (const statement of module.staticExports) {
    for (const entry of statement.entries) {
      if (entry.moduleRequest) add(entry.moduleRequest.value, entry.isType);
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const text = readFileSync(join(root, file), "utf8").slice(moduleRequest.start, moduleRequest.end);
    if (/^["']/.test(text)) add(text.slice(1, -1), false);
  }
  return found;
}

describe("architecture", () => {
  const allowed = allowedImports();

  it("has a row in ARCHITECTURE.md for every folder", () => {
    const rooms = new Set(files.map(room));
    expect([...rooms].filter((name) => !allowed.has(name))).toEqual([]);
  });

  it("imports between folders only as the table allows", () => {
    const wrong = imports
      .filter(({ from, to }) => room(from) !== room(to) && /^(src|workers|server)\//.test(to))
      .filter(({ from, to }) => !allowed.get(room(from))?.has(room(to)))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(wrong).toEqual([]);
  });

  it("has no import cycle of values between files", () => {
    const graph = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports) {
      if (!typeOnly) graph.set(from, [...(graph.get(from) ?? []), to]);
    }
    expect(findCycle(graph)).toBeUndefined();
  });

  it("never lets one phase import another", () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        !typeOnly && dirname(from) === "src/engine/phases" && dirname(to) === "src/engine/phases",
    );
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it("keeps clocks, chance and the console out of the pure folders", () => {
    const pure =
      /^src\/(csv|issues|specification|configuration|registry|engine|endpoint|report|compare|request|intake|check)\//;
    const impure =
      /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bconsole\.|\bprocess\.|\blocalStorage\b|\bperformance\.now\(/;
    const wrong = files
      .filter((file) => pure.test(file))
      .filter((file) => impure.test(withoutComments(readFileSync(join(root, file), "utf8"))));
    expect(wrong).toEqual([]);
  });

  it("has no file that only re-exports others", () => {
    expect(
      files.filter((file) => /\/index\.tsx?$/.test(file)).map((file) => relative(root, join(root, file))),
    ).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1");
}

function findCycle(graph: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string | undefined => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file].join(" -> ");
    if (done.has(file)) return undefined;
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return undefined;
}
