import { type CodePage, codePageNamed, latin1 } from "./code-page.ts";
import { MapInfoDamage } from "./mapinfo-block.ts";
import { type MapInfoData, openMapInfoData } from "./mapinfo-data.ts";
import { type MapInfoShapes, openMapInfoShapes } from "./mapinfo-map.ts";
import { readMapInfoTable } from "./mapinfo-table.ts";
import type { OgrFeature, OgrLayer } from "./ogr-types.ts";

/** The files a MapInfo table consists of; `undefined` for one that is missing. */
export interface MapInfoParts {
  readonly name: string;
  readonly tab: Uint8Array;
  readonly dat: Uint8Array | undefined;
  readonly dbf: Uint8Array | undefined;
  readonly map: Uint8Array | undefined;
  readonly id: Uint8Array | undefined;
}

export interface MapInfoLayer {
  readonly layer: OgrLayer;
  /** Each character of the layer's names and texts stands for a byte: the table names no character set. */
  readonly isRaw: boolean;
}

/**
 * A MapInfo table as OGR reads it: one layer, rows from the .dat (or .dbf) file, shapes from the .map file.
 *
 * Missing .map = no shapes. Nothing is reprojected.
 *
 * @returns `undefined` when OGR would not open it, or would give up reading it
 *
 * Source: ogr/ogrsf_frmts/mitab/mitab_tabfile.cpp of GDAL 3.6.2
 */
export function readMapInfo(parts: MapInfoParts): MapInfoLayer | undefined {
  const table = readMapInfoTable(parts.tab);
  const rows = table?.type === "dbf" ? parts.dbf : parts.dat;
  if (table === undefined || rows === undefined) return undefined;
  const codePage = codePageOf(table.charset);
  const data = openMapInfoData(rows, table, codePage ?? latin1);
  if (data === undefined) return undefined;
  try {
    const shapes = shapesOf(parts);
    const features = featuresOf(data, shapes);
    const layer = { name: parts.name, fields: data.fields, hasGeometry: shapes?.hasAny ?? false, features };
    return { layer, isRaw: codePage === undefined };
  } catch (error) {
    if (error instanceof MapInfoDamage) return undefined;
    throw error;
  }
}

function shapesOf({ map, id }: MapInfoParts): MapInfoShapes | undefined {
  if (map === undefined) return undefined;
  if (id === undefined) throw new MapInfoDamage("no .id file");
  return openMapInfoShapes(map, id);
}

function featuresOf(data: MapInfoData, shapes: MapInfoShapes | undefined): OgrFeature[] {
  const features: OgrFeature[] = [];
  for (let index = 0; index < data.recordCount; index++) {
    const shape = shapes?.shape(index + 1);
    const record = data.record(index);
    if (record === undefined) throw new MapInfoDamage("fewer rows than there should be");
    const { isDeleted, values } = record;
    if (!isDeleted) features.push({ geometry: shapes?.hasAny ? shape : undefined, values });
    else if (shape !== undefined) throw new MapInfoDamage("a deleted row has a shape");
  }
  return features;
}

/** @returns `undefined` when texts are passed on byte for byte */
function codePageOf(charset: string): CodePage | undefined {
  const name = charsets.get(charset.toLowerCase());
  return name === undefined ? undefined : codePageNamed(name);
}

/** MapInfo's names of character sets. Source: mitab_imapinfofile.cpp (apszCharsets) */
const charsets = new Map([
  ["packedeucjapaese", "EUC-JP"],
  ["windowslatin1", "CP1252"],
  ["windowslatin2", "CP1250"],
  ["windowsarabic", "CP1256"],
  ["windowscyrillic", "CP1251"],
  ["windowsbalticrim", "CP1257"],
  ["windowsgreek", "CP1253"],
  ["windowshebrew", "CP1255"],
  ["windowsturkish", "CP1254"],
  ["windowstradchinese", "CP950"],
  ["windowssimpchinese", "CP936"],
  ["windowsjapanese", "CP932"],
  ["windowskorean", "CP949"],
  ["codepage437", "CP437"],
  ["codepage850", "CP850"],
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((part) => [`iso8859_${part}`, `ISO-8859-${part}`] as const),
]);
