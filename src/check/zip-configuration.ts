import type { Configuration } from "../configuration/configuration.ts";
import { configurationFiles, readConfiguration } from "../configuration/read.ts";
import type { ByteSource } from "../engine/convert/source.ts";
import { openZip, type ZipArchive } from "../engine/convert/zip-archive.ts";
import { folderHash, tablesHash } from "./tables-hash.ts";

export type ZippedConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  /** In plain words: what is wrong with the zip. */
  | { readonly ok: false; readonly detail: string };

export type ZippedTables =
  | {
      readonly ok: true;
      /** Text by file name (`patch.csv`). */
      readonly files: ReadonlyMap<string, string>;
      /** The folder they were in, `""` for the top. */
      readonly folder: string;
      /** Its version as the pipeline writes it down; absent when one of its files cannot be unpacked. */
      readonly folderHash?: string;
      /** Text of the collection's old-resource.csv, where the zip is a checkout that has it. */
      readonly oldResource?: string;
    }
  | { readonly ok: false; readonly detail: string };

/**
 * Configuration tables out of a zip: of a whole checkout those of the collection (`.../pipeline/<collection>/`), else the
 * tables wherever they lie.
 *
 * @param name what people call the zip
 */
export function readZippedConfiguration(
  source: ByteSource,
  name: string,
  collection: string,
): ZippedConfiguration {
  const tables = readZippedTables(source, name, collection);
  if (!tables.ok) return tables;
  const { files } = tables;
  return { ok: true, configuration: readConfiguration(files, name, tablesHash(files)) };
}

/** The same tables as text. */
export function readZippedTables(source: ByteSource, name: string, collection: string): ZippedTables {
  const zip = openZip(source);
  if (!zip) return { ok: false, detail: `${name} is not a zip, or it is damaged.` };
  const tables = zip.members.filter((member) =>
    configurationFiles.some((file) => file === baseName(member.name)),
  );
  const own = tables.filter((member) => `/${member.name}`.includes(`/pipeline/${collection}/`));
  const chosen = own.length > 0 ? own : tables;
  if (chosen.length === 0) {
    return { ok: false, detail: `${name} holds no configuration table such as column.csv or patch.csv.` };
  }
  const files = new Map<string, string>();
  for (const member of chosen) {
    const file = baseName(member.name);
    if (files.has(file))
      return { ok: false, detail: `${name} holds ${file} in more than one folder. Zip one folder.` };
    const bytes = zip.read(member);
    if (!bytes) return { ok: false, detail: `${member.name} in ${name} cannot be unpacked.` };
    files.set(file, new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  }
  const first = chosen[0]?.name ?? "";
  const folder = first.slice(0, Math.max(0, first.lastIndexOf("/")));
  const version = zippedFolderHash(zip, folder);
  const old = zip.members.find(({ name: path }) =>
    `/${path}`.endsWith(`/collection/${collection}/old-resource.csv`),
  );
  const oldBytes = old && zip.read(old);
  return {
    ok: true,
    files,
    folder,
    ...(version === undefined ? {} : { folderHash: version }),
    ...(oldBytes ? { oldResource: new TextDecoder().decode(oldBytes) } : {}),
  };
}

/** The version of a folder in a zip; `undefined` when one of its files cannot be unpacked. */
export function zippedFolderHash(zip: ZipArchive, folder: string): string | undefined {
  const prefix = folder === "" ? "" : `${folder}/`;
  const files = new Map<string, Uint8Array>();
  for (const member of zip.members) {
    if (!member.name.startsWith(prefix) || member.name.endsWith("/")) continue;
    const bytes = zip.read(member);
    if (!bytes) return undefined;
    files.set(member.name.slice(prefix.length), bytes);
  }
  return folderHash(files);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
