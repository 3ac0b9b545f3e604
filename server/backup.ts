/** `npm run backup -- FILE`: everything the server keeps, in one file. The server may be running. */
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { storageSettings } from "./settings.ts";
import { backupFile, checkBackup, writeBackup } from "./storage/backup.ts";
import { askForBackup } from "./storage/control.ts";
import { openDatabase, placeOf } from "./storage/database.ts";
import { readServerKey } from "./storage/server-key.ts";

async function backup(path: string | undefined): Promise<string> {
  if (path === undefined) throw new Error("Name the file to write: npm run backup -- requests.backup");
  if (existsSync(path)) throw new Error(`There is a file ${path} already. Choose another name.`);
  const settings = storageSettings(process.env);
  try {
    // The embedded database belongs to one program: a running server writes the backup itself.
    const running = settings.databaseUrl === undefined ? await askForBackup(settings.dataFolder) : undefined;
    if (running) await pipeline(running, backupFile(path));
    else {
      const database = await openDatabase(placeOf(settings));
      const file = backupFile(path);
      await once(file, "open");
      await writeBackup(database, file, {
        key:
          settings.serverKey === undefined ? readServerKey(settings.dataFolder, undefined).text : undefined,
        now: new Date(),
      });
      await database.close();
    }
    const rows = await checkBackup(path);
    return `${path}: ${rows} rows. It holds names and email addresses: keep it as safe as the server.`;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

backup(process.argv[2]).then(
  (words) => console.log(words),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : "The backup could not be written.");
    process.exitCode = 1;
  },
);
