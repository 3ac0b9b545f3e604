import type { ByteSource } from "../engine/convert/source.ts";
import { openZip } from "../engine/convert/zip-archive.ts";
import { type ZippedTables, zippedFolderHash } from "./zip-configuration.ts";

/**
 * Specification tables out of a zip: of a whole checkout those in `specification/`, else all CSV files beside dataset.csv.
 * @param name what people call the zip
 */
export function readZippedSpecification(source: ByteSource, name: string): ZippedTables {
  const zip = openZip(source);
  if (!zip) return { ok: false, detail: `${name} is not a zip, or it is damaged.` };
  const anchors = zip.members.filter((member) => `/${member.name}`.endsWith("/dataset.csv"));
  const anchor =
    anchors.find((member) => `/${member.name}`.endsWith("/specification/dataset.csv")) ?? anchors[0];
  if (!anchor) return { ok: false, detail: `${name} holds no dataset.csv, so it is no specification.` };
  const folder = anchor.name.slice(0, anchor.name.length - "dataset.csv".length);
  const files = new Map<string, string>();
  for (const member of zip.members) {
    const file = member.name.slice(folder.length);
    if (!member.name.startsWith(folder) || file.includes("/") || !file.endsWith(".csv")) continue;
    const bytes = zip.read(member);
    if (!bytes) return { ok: false, detail: `${member.name} in ${name} cannot be unpacked.` };
    files.set(file, new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  }
  const inside = folder.replace(/\/$/, "");
  const version = zippedFolderHash(zip, inside);
  return { ok: true, files, folder: inside, ...(version === undefined ? {} : { folderHash: version }) };
}
