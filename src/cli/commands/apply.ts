import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { strFromU8, unzipSync } from "fflate";
import { readRepositoryFolder, writeFiles } from "../../effects/node/repository-folder.ts";
import { nodeTables } from "../../effects/node/tables.ts";
import { type ApplyReply, applyChanges } from "../../request/apply-changes.ts";
import { readManifest } from "../../request/manifest.ts";
import { UsageError } from "../usage-error.ts";

/** `apply ZIP|DIR`: lays a downloaded change on a checkout of the repository. @returns 0, 1 (refused) or 2 */
export async function applyCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { configuration: { type: "string" }, renumber: { type: "boolean", default: false } },
  });
  const [target, ...more] = positionals;
  if (target === undefined || more.length > 0) throw new UsageError("Name one zip or folder to apply.");
  const { configuration: root } = values;
  if (root === undefined) throw new UsageError("Name the checkout of the repository with --configuration.");
  const read = readManifest(manifestText(target));
  if (!read.ok) throw new UsageError(`${target} cannot be applied: ${read.problem}.`);
  const reply = applyChanges({
    manifest: read.manifest,
    repository: readFolder(root),
    renumber: values.renumber,
    specification: await nodeTables().specification(""),
  });
  if (reply.ok) {
    writeFiles(
      root,
      [...reply.changed].map(([path, { after }]) => [path, after] as const),
    );
  }
  return tell(reply, root);
}

function tell(reply: ApplyReply, root: string): number {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  if (!reply.ok) {
    process.stderr.write("Nothing was changed.\n");
    for (const problem of reply.problems) process.stderr.write(`- ${problem}\n`);
    for (const { message, row } of reply.collisions) process.stderr.write(`- ${message}\n  ${row}\n`);
    if (reply.collisions.some(({ kind }) => kind === "entity" || kind === "range"))
      process.stderr.write("Numbers that were taken meanwhile: try again with --renumber.\n");
    return 1;
  }
  for (const { reference, organisation, before, after } of reply.moved)
    write(`${reference} of ${organisation}: ${before} is ${after === "" ? "not given" : after} now`);
  for (const note of reply.notes) write(note);
  for (const path of reply.changed.keys()) write(`changed ${join(root, path)}`);
  if (reply.changed.size === 0) write("Nothing was to be changed.");
  return 0;
}

function readFolder(root: string) {
  try {
    return readRepositoryFolder(root);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function manifestText(target: string): string {
  if (!existsSync(target)) throw new UsageError(`There is no ${target}.`);
  if (statSync(target).isDirectory()) {
    const path = join(target, "manifest.json");
    if (!existsSync(path)) throw new UsageError(`${target} holds no manifest.json.`);
    return readFileSync(path, "utf8");
  }
  try {
    const { "manifest.json": bytes } = unzipSync(readFileSync(target), {
      filter: ({ name }) => name === "manifest.json",
    });
    if (bytes) return strFromU8(bytes);
  } catch {
    throw new UsageError(`${target} is no zip that can be read.`);
  }
  throw new UsageError(`${target} holds no manifest.json.`);
}
