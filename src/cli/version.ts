import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Version of this tool, from package.json: two folders up from dist/cli, dist/chunks or src/cli. */
export const toolVersion: string = readVersion();

function readVersion(): string {
  const path = fileURLToPath(new URL("../../package.json", import.meta.url));
  if (!existsSync(path)) return "unknown";
  const json: unknown = JSON.parse(readFileSync(path, "utf8"));
  return typeof json === "object" && json !== null && "version" in json ? String(json.version) : "unknown";
}
