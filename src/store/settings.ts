import { database } from "./database.ts";

/** Small things remembered on this computer between visits. */
export type Setting = "organisation" | "last-check" | "archive";

export async function readSetting(setting: Setting): Promise<string | undefined> {
  return (await database()).get("settings", setting);
}

export async function saveSetting(setting: Setting, value: string): Promise<void> {
  await (await database()).put("settings", value, setting);
}

export async function deleteSetting(setting: Setting): Promise<void> {
  await (await database()).delete("settings", setting);
}
