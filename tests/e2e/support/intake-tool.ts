import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createApp } from "../../../server/app.ts";
import { intake } from "../../../server/intake/intake.ts";
import { intakeRates } from "../../../server/intake/limits.ts";
import { addressGuard } from "../../../server/routes/address-guard.ts";
import { servedTables } from "../../../server/served-tables.ts";
import { openDatabase } from "../../../server/storage/database.ts";
import { serverKey } from "../../../server/storage/server-key.ts";
import type { LoopbackServer } from "../../server/loopback.ts";

const builtApp = process.env.BUILT_APP ?? fileURLToPath(new URL("../../../dist/app/", import.meta.url));

export const reviewerToken = "a token for the tests only";

export interface IntakeTool {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The product's own server with built app, relay, and intake on an embedded database in a folder of its own.
 * @param site a council's site and the loopback server that stands for it: `www.example.gov.uk:80`
 */
export async function startIntakeTool(site: string, council: LoopbackServer): Promise<IntakeTool> {
  const folder = mkdtempSync(join(tmpdir(), "intake-"));
  const database = await openDatabase({ folder });
  const tables = servedTables(join(builtApp, "tables"));
  const started = intake({
    database,
    key: serverKey("a key of the tests that is long enough"),
    tables,
    rates: intakeRates(60),
    trustedProxies: 0,
    publicOrigin: undefined,
    retentionDays: 30,
    reviewerToken,
    openId: undefined,
    email: undefined,
  });
  const [host = "", port = "80"] = site.split(":");
  const address = "93.184.215.14";
  const guard = addressGuard({
    lookupAll: async (name) => (name === host ? [address] : []),
    servedInTests: new Map([[`${address}:${port}`, { address: "127.0.0.1", port: council.port }]]),
  });
  const app = createApp({ pagesFolder: builtApp, tables, relay: { guard }, routes: [started.routes] });
  const server = await new Promise<Server>((ready) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () =>
      ready(listening as Server),
    );
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      started.stop();
      if ("closeAllConnections" in server)
        (server as unknown as { closeAllConnections(): void }).closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
