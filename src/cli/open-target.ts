import { nodeCollectEffects, nodeFetch } from "../effects/fetch-node.ts";
import { fileSource } from "../effects/node/file-source.ts";
import { collect } from "../endpoint/collect.ts";
import { type ByteSource, bytesSource } from "../engine/convert/source.ts";
import { fetchStatusWords } from "./fetch-words.ts";
import { UsageError } from "./usage-error.ts";

export interface Target {
  readonly source: ByteSource;
  readonly name: string;
  /** The address it was collected from. */
  readonly endpoint?: string;
  close(): void;
}

/** Opens a file, or collects an address as the collector would. @throws UsageError in plain words */
export async function openTarget(target: string): Promise<Target> {
  return /^https?:\/\//i.test(target) ? collectTarget(target) : openFile(target);
}

function openFile(path: string): Target {
  try {
    const source = fileSource(path);
    return { source, name: path, close: () => source.close() };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT") throw new UsageError(`There is no file ${path}.`);
    if (code === "EISDIR")
      throw new UsageError(`${path} is a folder. Name a file, for example ${path}/data.csv.`);
    if (code === "EACCES")
      throw new UsageError(`${path} may not be read by you. Check the file's permissions.`);
    throw error;
  }
}

async function collectTarget(url: string): Promise<Target> {
  const now = new Date().toISOString().slice(0, 23);
  for (const plugin of ["", "arcgis", "wfs"]) {
    const collected = await collect({ url, now, plugin }, nodeCollectEffects(nodeFetch()));
    if (collected.status === "OK" && collected.bytes) {
      return { source: bytesSource(collected.bytes), name: url, endpoint: url, close: () => {} };
    }
    if (plugin === "wfs" || collected.failure || (collected.answer?.status ?? 0) >= 400) {
      throw new UsageError(fetchStatusWords(url, collected));
    }
  }
  throw new UsageError(`${url} could not be collected.`);
}
