import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * The hash that the pipeline's log gives a folder of tables (config-hash, specification-hash): SHA-1 over all files below
 * it in order of their paths, each path with a line feed and then the content. Source: engine/identifiers.md 8
 */
export function directoryHash(folder: string): string {
  const hash = createHash("sha1");
  for (const path of filesBelow(folder).sort()) {
    hash.update(`${relative(folder, path).split(sep).join("/")}\n`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
