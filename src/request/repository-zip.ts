import { strFromU8, unzipSync } from "fflate";
import type { RepositoryFiles } from "../repository/files.ts";

/**
 * The CSV files of a zipped configuration repository, or of a part of it, at their repository paths; what stands around
 * its two folders (the name a download gives) is taken off. `undefined` when it is no such zip.
 */
export function readRepositoryZip(bytes: Uint8Array): RepositoryFiles | undefined {
  const path = (name: string) => /(?:^|\/)((?:collection|pipeline)\/[^/]+\/[^/]+\.csv)$/.exec(name)?.[1];
  try {
    const files = unzipSync(bytes, { filter: ({ name }) => path(name) !== undefined });
    const entries = Object.entries(files).map(
      ([name, data]) => [path(name) ?? name, strFromU8(data)] as const,
    );
    return entries.length === 0 ? undefined : new Map(entries);
  } catch {
    return undefined;
  }
}
