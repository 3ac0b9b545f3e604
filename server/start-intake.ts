import { randomBytes } from "node:crypto";
import { govukNotify } from "./intake/govuk-notify.ts";
import { type Intake, intake } from "./intake/intake.ts";
import { intakeRates } from "./intake/limits.ts";
import type { ServedTables } from "./served-tables.ts";
import type { IntakeSettings, Settings } from "./settings.ts";
import { writeBackup } from "./storage/backup.ts";
import { type Control, takeFolder } from "./storage/control.ts";
import { type Database, openDatabase, placeOf } from "./storage/database.ts";
import { readServerKey } from "./storage/server-key.ts";

export interface StartedIntake {
  readonly intake: Intake;
  /** What the person who starts the server should read. */
  readonly words: readonly string[];
  close(): Promise<void>;
}

/** Opens the database and puts the intake together as the settings say. @throws in words when something is in the way */
export async function startIntake(
  settings: IntakeSettings,
  shared: Pick<Settings, "publicOrigin" | "trustedProxies">,
  tables: ServedTables,
): Promise<StartedIntake> {
  let database: Database | undefined;
  let control: Control | undefined;
  const key = readServerKey(settings.dataFolder, settings.serverKey);
  try {
    if (settings.databaseUrl === undefined) {
      control = await takeFolder(settings.dataFolder, async (to) => {
        if (!database) throw new Error("The database is not open yet.");
        await writeBackup(database, to, {
          key: settings.serverKey === undefined ? key.text : undefined,
          now: new Date(),
        });
      });
    }
    database = await openDatabase(placeOf(settings));
  } catch (error) {
    control?.close();
    throw error;
  }
  const opened = database;
  // Somebody must be able to sign in: by the token of the settings, by OpenID Connect, or by a token of this start.
  const madeToken =
    settings.reviewerToken === undefined && settings.openId === undefined
      ? randomBytes(24).toString("base64url")
      : undefined;
  const { notify } = settings;
  const started = intake({
    database: opened,
    key,
    tables,
    rates: intakeRates(settings.requestsPerMinute),
    trustedProxies: shared.trustedProxies,
    publicOrigin: shared.publicOrigin,
    retentionDays: settings.retentionDays,
    reviewerToken: settings.reviewerToken ?? madeToken,
    openId: settings.openId,
    email: notify && { send: govukNotify(notify), origin: notify.origin, team: notify.team },
  });
  const place = settings.databaseUrl === undefined ? `the folder ${settings.dataFolder}` : "PostgreSQL";
  return {
    intake: started,
    words: [
      `Requests are kept in ${place}. Personal data is deleted ${settings.retentionDays} days after the last change.`,
      ...(notify ? [] : ["No emails are sent: reviewers see the messages beside each request."]),
      ...(madeToken === undefined ? [] : [`Reviewers sign in at /review with this token: ${madeToken}`]),
    ],
    async close() {
      started.stop();
      control?.close();
      await opened.close();
    },
  };
}
