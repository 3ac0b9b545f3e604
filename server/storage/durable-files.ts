import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { NodeFS } from "@electric-sql/pglite/nodefs";

type Start = Parameters<NodeFS["init"]>;

/** The part of the compiled PostgreSQL's file system that is touched here. */
interface FileSystemModule {
  readonly NODEFS: object;
}

/**
 * The embedded database's files on disk, with fsync: PGlite turns it off, because the file system it is compiled with
 * has none. Without it a commit survives the end of the process, but not the end of the machine's power.
 * Seen with PGlite 0.5: `stream_ops.fsync` is called when it is there. A test counts the calls.
 */
export class DurableFiles extends NodeFS {
  /** How often something was flushed, for tests. */
  flushes = 0;

  override async init(...[database, options]: Start): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(database, options);
    const preRun = emscriptenOpts.preRun;
    const before = preRun === undefined ? [] : Array.isArray(preRun) ? preRun : [preRun];
    const addFsync = (module: FileSystemModule): void => {
      const operations = Reflect.get(module.NODEFS, "stream_ops");
      if (typeof operations !== "object" || operations === null) {
        throw new Error("The embedded database's files cannot be flushed to disk.");
      }
      operations.fsync = ({ nfd }: { readonly nfd: number }) => {
        fsyncSync(nfd);
        this.flushes += 1;
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...before, addFsync] } };
  }
}

/** Start parameters that make PostgreSQL flush: without PGlite's `-F`, and by the one call that reaches the disk. */
export function durableStart(usual: readonly string[]): string[] {
  return [...usual.filter((parameter) => parameter !== "-F"), "-c", "wal_sync_method=fsync"];
}

/** Flushes a file that was just written, and its name in the folder. */
export function flushFile(path: string): void {
  flushOne(path);
  flushOne(dirname(path));
}

/** Flushes everything in a folder: what was written before anybody flushed. */
export function flushFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) flushFolder(path);
    else if (entry.isFile()) flushOne(path);
  }
  flushOne(folder);
}

function flushOne(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
