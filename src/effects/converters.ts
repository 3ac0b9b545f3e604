import type { ConvertLibraries } from "../engine/convert/libraries.ts";
import { loadSqlite } from "./converters-sqlite.ts";

/** Readers of the heavy formats, each loaded when a resource first needs it. The same in Node and in a worker. */
export const converters: ConvertLibraries = { sqlite: loadSqlite };
