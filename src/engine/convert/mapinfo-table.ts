import { latin1 } from "./code-page.ts";

/**
 * The .tab file of a MapInfo table: a short text that says what the columns are.
 *
 * Source: ogr/ogrsf_frmts/mitab/mitab_tabfile.cpp of GDAL 3.6.2 (ParseTABFileFirstPass, ParseTABFileFields)
 */
export interface MapInfoTable {
  /** As the table names it, `Neutral` when it names none. */
  readonly charset: string;
  /** `dbf`: the columns are in a .dbf file, as texts. */
  readonly type: "native" | "dbf";
  readonly fields: readonly MapInfoField[];
}

export interface MapInfoField {
  /** Each character stands for a byte. */
  readonly name: string;
  readonly type: MapInfoFieldType;
  /** Of char and decimal. */
  readonly width: number;
  readonly decimals: number;
}

const fieldTypes = [
  "char",
  "integer",
  "smallint",
  "decimal",
  "float",
  "date",
  "time",
  "datetime",
  "logical",
] as const;

export type MapInfoFieldType = (typeof fieldTypes)[number];

const maximumFields = 2048;

/** @returns `undefined` when it is no table of columns: a raster, a view, a link to a database... */
export function readMapInfoTable(bytes: Uint8Array): MapInfoTable | undefined {
  const lines = latin1(bytes).split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  const said = readDefinition(lines);
  if (said === undefined) return undefined;
  const at = lines.findIndex((line) => /^\s*fields./i.test(line));
  if (at < 0) return undefined;
  const count = Number.parseInt((lines[at] ?? "").trimStart().slice(7), 10) || 0;
  if (count < 1 || count > maximumFields || at + count >= lines.length) return undefined;
  const fields = lines.slice(at + 1, at + 1 + count).map(readField);
  const found = fields.flatMap((field) => field ?? []);
  return found.length === count ? { ...said, fields: found } : undefined;
}

function readDefinition(lines: readonly string[]): Omit<MapInfoTable, "fields"> | undefined {
  let charset = "Neutral";
  let type: MapInfoTable["type"] = "native";
  let isInside = false;
  let hasFields = false;
  for (const line of lines) {
    const [keyword = "", value] = tokens(line);
    if (value === undefined) continue;
    const key = keyword.toLowerCase();
    if (key === "!version" && Number.parseInt(value, 10) === 100) isInside = true;
    else if (key === "!charset") charset = value;
    else if (key === "definition" && value.toLowerCase() === "table") isInside = true;
    else if (!isInside || hasFields) continue;
    else if (key === "type" || key === "format:") {
      const known = typesByName.get(value.toLowerCase());
      if (known === undefined) return undefined;
      type = known;
    } else if (key === "fields" || key === "fields:") {
      hasFields = true;
      isInside = false;
    }
  }
  return hasFields ? { charset, type } : undefined;
}

const typesByName = new Map<string, MapInfoTable["type"]>([
  ["native", "native"],
  ["linked", "native"],
  ["dbf", "dbf"],
]);

/** `name Char (20) ;` */
function readField(line: string): MapInfoField | undefined {
  const [name, typeName, width, decimals] = tokens(line);
  const type = fieldTypes.find((known) => known === typeName?.toLowerCase());
  if (name === undefined || type === undefined) return undefined;
  if ((type === "char" || type === "decimal") && width === undefined) return undefined;
  if (type === "decimal" && decimals === undefined) return undefined;
  return {
    name,
    type,
    width: Number.parseInt(width ?? "", 10) || 0,
    decimals: Number.parseInt(decimals ?? "", 10) || 0,
  };
}

/** Words between spaces, brackets, commas and semicolons; quotation marks keep them together. */
function tokens(line: string): string[] {
  const found: string[] = [];
  for (const [whole] of line.matchAll(/(?:"[^"]*(?:"|$)|[^ \t(),;"])+/g))
    found.push(whole.replaceAll('"', ""));
  return found;
}
