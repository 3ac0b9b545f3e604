/** `npm run restore -- FILE [--replace]`: a backup back into the database. Stop the server first. */
import { existsSync } from "node:fs";
import { storageSettings } from "./settings.ts";
import { restoreBackup } from "./storage/backup.ts";
import { takeFolder } from "./storage/control.ts";
import { connect, placeOf } from "./storage/database.ts";
import { writeServerKey } from "./storage/server-key.ts";

async function restore(given: readonly string[]): Promise<string> {
  const [path, ...more] = given.filter((argument) => argument !== "--replace");
  if (path === undefined || more.length > 0) {
    throw new Error("Name the backup: npm run restore -- requests.backup [--replace]");
  }
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  const settings = storageSettings(process.env);
  const control =
    settings.databaseUrl === undefined
      ? await takeFolder(settings.dataFolder, async () => {
          throw new Error("A backup is being restored.");
        })
      : undefined;
  const database = await connect(placeOf(settings), "planning-data-check restore");
  try {
    const { rows, at, key } = await restoreBackup(database, path, given.includes("--replace"));
    if (key !== undefined && settings.serverKey === undefined) writeServerKey(settings.dataFolder, key);
    return `${rows} rows of ${at} are back. Start the server.`;
  } finally {
    await database.close();
    control?.close();
  }
}

restore(process.argv.slice(2)).then(
  (words) => console.log(words),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : "The backup could not be restored.");
    process.exitCode = 1;
  },
);
