import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * The managed tables of a checkout of the configuration repository: `collection/<name>/*.csv` and
 * `pipeline/<name>/*.csv`, by path. @throws an Error in plain words when it is no such folder
 */
export function readRepositoryFolder(root: string): Map<string, string> {
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new Error(`There is no folder ${root}.`);
  const files = new Map<string, string>();
  for (const kind of ["collection", "pipeline"]) {
    const folder = join(root, kind);
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder).sort()) {
      if (!statSync(join(folder, name)).isDirectory()) continue;
      for (const file of readdirSync(join(folder, name)).sort()) {
        if (file.endsWith(".csv"))
          files.set(`${kind}/${name}/${file}`, readFileSync(join(folder, name, file), "utf8"));
      }
    }
  }
  if (files.size === 0)
    throw new Error(
      `${root} holds no collection or pipeline folder with tables: name a checkout of the repository.`,
    );
  return files;
}

/** Commit of a checkout, as far as plain files tell; `""` when it is none. */
export function commitOf(root: string): string {
  const git = join(root, ".git");
  const read = (path: string) => (existsSync(path) ? readFileSync(path, "utf8").trim() : "");
  const head = read(join(git, "HEAD"));
  if (!head.startsWith("ref: ")) return /^[0-9a-f]{40}$/.test(head) ? head : "";
  const name = head.slice(5);
  const packed = read(join(git, "packed-refs"))
    .split("\n")
    .find((line) => line.endsWith(` ${name}`));
  return read(join(git, ...name.split("/"))) || (packed?.slice(0, 40) ?? "");
}

/** Writes files below a folder, each whole or not at all. */
export function writeFiles(root: string, files: Iterable<readonly [string, string | Uint8Array]>): void {
  for (const [path, content] of files) {
    const target = resolve(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(`${target}.part`, content);
    renameSync(`${target}.part`, target);
  }
}
