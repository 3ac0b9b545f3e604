import type { Converted } from "./converted.ts";
import { readExcel } from "./excel.ts";
import type { ConvertLibraries } from "./libraries.ts";
import { readOgrJson } from "./ogr-json-driver.ts";
import type { ByteSource } from "./source.ts";
import { readSqlite } from "./sqlite.ts";
import { decodeGuessed, readText } from "./text.ts";
import { readXml } from "./xml-driver.ts";
import { readZip } from "./zip.ts";

export type { ConvertLibraries } from "./libraries.ts";

/**
 * Turns a resource of any format into the CSV text the later phases read, as the pipeline's ConvertPhase does: the
 * tests in its order - Excel, zip, SQLite, text.
 *
 * Never rejects for anything that is in the bytes: what the pipeline cannot read is a `Converted` with a `failure`.
 *
 * @param charset the character set to read text in, by Python's name; absent: the one the pipeline guesses
 *
 * Source: digital_land/phase/convert.py
 */
export async function convert(
  source: ByteSource,
  libraries: ConvertLibraries,
  charset?: string,
): Promise<Converted> {
  const excel = readExcel(source);
  if (excel !== undefined) return excel;
  const zip = await readZip(source, libraries, zipMembers);
  if (zip !== undefined) return zip;
  const sqlite = await readSqlite(source, libraries);
  if (sqlite !== undefined) return sqlite;
  return readText(source, charset);
}

const zipMembers = {
  xml: readXml,
  geojson: async (source: ByteSource) => readOgrJson(source),
  decode: decodeGuessed,
};
