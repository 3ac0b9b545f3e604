import type { RepositoryFiles } from "../../repository/files.ts";
import { bundleRepository } from "../../request/bundle-repository.ts";

/** The state of the repository that rows are proposed against. */
export interface RepositoryBase {
  /** `tool`: the tables that come with it; `repository`: a zip that was dropped. */
  readonly kind: "tool" | "repository";
  readonly files: RepositoryFiles;
  /** For people. */
  readonly label: string;
}

/**
 * What the server has now of some collections, past every cache; `undefined` when it cannot be asked. A collection it
 * knows nothing of has no files.
 */
export async function newestTables(collections: readonly string[]): Promise<RepositoryFiles | undefined> {
  const files = await tables(collections, "no-store");
  // Once through the caches too, so that they are there when the connection goes.
  for (const collection of collections) {
    if (files === undefined || kept.has(collection)) continue;
    kept.add(collection);
    void piece(`lookup/${collection}`, "default");
  }
  return files;
}

const kept = new Set<string>();

/** The same, of the tables this page works with: also without a connection. */
export async function tablesHere(collections: Iterable<string>): Promise<RepositoryFiles> {
  return (await tables(collections, "default")) ?? new Map();
}

async function tables(
  collections: Iterable<string>,
  cache: RequestCache,
): Promise<RepositoryFiles | undefined> {
  const registry = await piece("registry", cache);
  if (registry === "unreachable" && cache === "no-store") return undefined;
  const files = new Map<string, string>();
  for (const collection of collections) {
    const [configuration, lookup] = await Promise.all([
      piece(`configuration/${collection}`, cache),
      piece(`lookup/${collection}`, cache),
    ]);
    if (cache === "no-store" && [configuration, lookup].includes("unreachable")) return undefined;
    for (const [path, text] of readOnce(collection, { configuration, lookup, registry }))
      files.set(path, text);
  }
  return files;
}

type Texts = Readonly<Record<"configuration" | "lookup" | "registry", Piece>>;
/** The text of a piece; `undefined`: there is none; `unreachable`: nobody knows. */
type Piece = string | undefined | "unreachable";

const read = new Map<string, { readonly texts: Texts; readonly files: RepositoryFiles }>();

/** Unpacks the pieces of a collection; the same ones are not unpacked again. */
function readOnce(collection: string, texts: Texts): RepositoryFiles {
  const known = read.get(collection);
  const same = (name: keyof Texts) => known?.texts[name] === texts[name];
  if (known && same("configuration") && same("lookup") && same("registry")) return known.files;
  const parts = Object.entries(texts).flatMap(([name, text]): [string, unknown][] =>
    text === undefined || text === "unreachable" ? [] : [[name, JSON.parse(text)]],
  );
  const files = bundleRepository(Object.fromEntries(parts), collection);
  read.set(collection, { texts, files });
  return files;
}

async function piece(name: string, cache: RequestCache): Promise<Piece> {
  try {
    const response = await fetch(`/tables/${name}.json`, { cache });
    // A static host answers what is not there with the app's own page.
    const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
    if (response.ok && isJson) return await response.text();
    return response.status === 404 || response.ok ? undefined : "unreachable";
  } catch {
    return "unreachable";
  }
}
