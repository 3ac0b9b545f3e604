import type { Converted } from "./converted.ts";
import type { FailureReason } from "./failure.ts";
import type { ConvertLibraries } from "./libraries.ts";
import { readMapInfo } from "./mapinfo.ts";
import { ogrCsv } from "./ogr-table.ts";
import type { OgrAnswer, OgrDriver } from "./reader.ts";
import { readShapefile } from "./shapefile.ts";
import { type ByteSource, bytesSource } from "./source.ts";
import { readKmlSource } from "./xml-driver.ts";
import { isZip, openZip, type ZipArchive, type ZipMember } from "./zip-archive.ts";

/** What a member is, by the end of its name, in the order the pipeline looks for them. */
const suffixes = [
  [".shp", "x-gis/x-shapefile"],
  [".gml", "application/gml+xml"],
  [".tab", "x-gis/x-mapinfo-tab"],
  [".geojson", "application/vnd.geo+json"],
  [".json", "application/vnd.geo+json"],
  [".kml", "application/vnd.google-earth.kml+xml"],
] as const;

type Suffix = (typeof suffixes)[number][0];

/** Readers of single members, by suffix; the shapefile is ours. */
export interface MemberDrivers {
  readonly xml: OgrDriver;
  readonly geojson: OgrDriver;
  /** Text of bytes in an encoding that has to be guessed. */
  readonly decode: (bytes: Uint8Array) => string;
}

/** A member's layers, or why there are none. */
type MemberAnswer = OgrAnswer & {
  /** Every character stands for a byte, in an encoding that nothing names. */
  readonly isRaw?: boolean;
};

/**
 * The pipeline's second test: is the resource a zip that holds a shapefile, GML, MapInfo table, GeoJSON or KML? The
 * first suffix present is taken (all small or all capital letters), and two members with it are one too many.
 *
 * `undefined` = no zip, or a zip with none of these: the next test has its turn.
 *
 * Source: digital_land/phase/convert.py (_read_binary_file, find_internal_path)
 */
export async function readZip(
  source: ByteSource,
  libraries: ConvertLibraries,
  drivers: MemberDrivers,
): Promise<Converted | undefined> {
  if (!isZip(source)) return undefined;
  const zip = openZip(source);
  if (zip === undefined) return failed({}, "zip-without-data", "File is not a zip file");
  for (const [suffix, mimeType] of suffixes) {
    const [member, another] = membersEnding(zip, suffix);
    if (member === undefined) continue;
    if (another !== undefined) {
      return failed({}, "zip-several", `Zipfile contains more than one ${suffix} file`);
    }
    const inside = { internalPath: `/${member.name}`, internalMimeType: mimeType };
    const answer = await readMember(zip, member, suffix, libraries, drivers);
    if ("failure" in answer) {
      return failed({ ...inside, format: answer.format }, answer.failure.reason, answer.failure.exception);
    }
    const csv = ogrCsv(answer.layers);
    const text = answer.isRaw ? [rawText(csv, drivers.decode)] : csv;
    return { ...zipped, ...inside, format: answer.format, text, writesConverted: true };
  }
  return undefined;
}

/** What the pipeline reads after ogr2ogr wrote such bytes: UTF-8 if they happen to be, else what they look like. */
function rawText(csv: Iterable<string>, decode: (bytes: Uint8Array) => string): string {
  const text = [...csv].join("");
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decode(bytes);
  }
}

const zipped = {
  mimeType: "application/zip",
  internalPath: "",
  internalMimeType: "",
  charset: "",
  format: "Zip archive",
  text: [],
  writesConverted: false,
} as const;

function failed(said: Partial<Converted>, reason: FailureReason, exception: string): Converted {
  return { ...zipped, ...said, failure: { reason, exception } };
}

/** Of members with the same name the last counts, as everywhere in Python's zipfile. */
function membersEnding(zip: ZipArchive, suffix: string): ZipMember[] {
  const ending = zip.members.filter(
    ({ name }) => name.endsWith(suffix) || name.endsWith(suffix.toUpperCase()),
  );
  return [...new Map(ending.map((member) => [member.name, member])).values()];
}

async function readMember(
  zip: ZipArchive,
  member: ZipMember,
  suffix: Suffix,
  libraries: ConvertLibraries,
  drivers: MemberDrivers,
): Promise<MemberAnswer> {
  const bytes = zip.read(member);
  if (bytes === undefined) return unreadable(formats[suffix], "the member cannot be unpacked");
  switch (suffix) {
    case ".shp":
      return shapefile(zip, member, bytes);
    case ".geojson":
    case ".json":
      return drivers.geojson(bytesSource(bytes), libraries);
    case ".gml":
      return drivers.xml(bytesSource(bytes), libraries);
    case ".kml":
      return readKmlSource(bytesSource(bytes));
    case ".tab":
      return mapInfo(zip, member, bytes);
  }
}

const formats: Readonly<Record<Suffix, string>> = {
  ".shp": "Shapefile",
  ".gml": "GML",
  ".tab": "MapInfo table",
  ".geojson": "GeoJSON",
  ".json": "GeoJSON",
  ".kml": "KML",
};

function unreadable(format: string, exception: string): OgrAnswer {
  return { format, failure: { reason: "format-not-readable", exception } };
}

function shapefile(zip: ZipArchive, member: ZipMember, shp: Uint8Array): MemberAnswer {
  const base = member.name.slice(0, -".shp".length);
  const answer = readShapefile({
    name: base.slice(base.lastIndexOf("/") + 1),
    shp,
    shx: sibling(zip, base, ".shx"),
    dbf: sibling(zip, base, ".dbf"),
    cpg: sibling(zip, base, ".cpg"),
  });
  if (answer === "no-index") return unreadable(formats[".shp"], `Unable to open ${base}.shx or ${base}.SHX`);
  if (answer === "damaged") return unreadable(formats[".shp"], "the shapefile is damaged");
  return { format: formats[".shp"], layers: [answer.layer], isRaw: answer.isRaw };
}

function mapInfo(zip: ZipArchive, member: ZipMember, tab: Uint8Array): MemberAnswer {
  const base = member.name.slice(0, -".tab".length);
  const answer = readMapInfo({
    name: base.slice(base.lastIndexOf("/") + 1),
    tab,
    dat: sibling(zip, base, ".dat"),
    dbf: sibling(zip, base, ".dbf"),
    map: sibling(zip, base, ".map"),
    id: sibling(zip, base, ".id"),
  });
  if (answer === undefined) return unreadable(formats[".tab"], "the table cannot be read");
  return { format: formats[".tab"], layers: [answer.layer], isRaw: answer.isRaw };
}

/** The file of the same name with another suffix, small letters first. */
function sibling(zip: ZipArchive, base: string, suffix: string): Uint8Array | undefined {
  for (const each of [suffix, suffix.toUpperCase()]) {
    const member = zip.members.findLast(({ name }) => name === base + each);
    if (member !== undefined) return zip.read(member);
  }
  return undefined;
}
