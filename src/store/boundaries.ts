import { database } from "./database.ts";

/** The boundary of an organisation, as its publisher loaded it; kept on this computer only. */
export interface StoredBoundary {
  /** The file it came from. */
  readonly name: string;
  /** MULTIPOLYGON, longitude and latitude. */
  readonly wkt: string;
  /** Areas of the file that were taken, and how many it has. */
  readonly areas: number;
  readonly ofAreas: number;
}

/** @param organisation its key; without one the boundary is for checks without an organisation */
const keyOf = (organisation: string | undefined) => `boundary:${organisation ?? ""}`;

export async function readBoundary(organisation: string | undefined): Promise<StoredBoundary | undefined> {
  const text = await (await database()).get("settings", keyOf(organisation));
  return text === undefined ? undefined : parsed(text);
}

export async function saveBoundary(
  organisation: string | undefined,
  boundary: StoredBoundary,
): Promise<void> {
  await (await database()).put("settings", JSON.stringify(boundary), keyOf(organisation));
}

export async function deleteBoundary(organisation: string | undefined): Promise<void> {
  await (await database()).delete("settings", keyOf(organisation));
}

function parsed(text: string): StoredBoundary | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || !("wkt" in value) || typeof value.wkt !== "string")
    return undefined;
  const name = "name" in value && typeof value.name === "string" ? value.name : "";
  const count = (key: "areas" | "ofAreas") => (key in value ? Number(Reflect.get(value, key)) || 1 : 1);
  return { name, wkt: value.wkt, areas: count("areas"), ofAreas: count("ofAreas") };
}
