import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "./app.ts";
import { addressGuard } from "./routes/address-guard.ts";
import { servedTables } from "./served-tables.ts";
import { readSettings } from "./settings.ts";
import { type StartedIntake, startIntake } from "./start-intake.ts";

/** The built app: beside the built server (dist/app), or in dist/ of the source tree. */
function builtPages(): string {
  const folders = ["../app/", "../dist/app/"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const found = folders.find((folder) => existsSync(`${folder}index.html`));
  if (found === undefined) throw new Error("The app has not been built. Run npm run build.");
  return found;
}

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const pagesFolder = settings.pagesFolder ?? builtPages();
  const tables = servedTables(settings.tablesFolder ?? join(pagesFolder, "tables"));
  let started: StartedIntake | undefined;
  if (settings.intake) started = await startIntake(settings.intake, settings, tables);
  const app = createApp({
    pagesFolder,
    tables,
    ...(settings.tablesFolder === undefined ? {} : { tablesFolder: settings.tablesFolder }),
    ...(started ? { routes: [started.intake.routes] } : {}),
    ...(settings.relay
      ? {
          relay: {
            guard: addressGuard(settings.relayHosts ? { allowedHosts: settings.relayHosts } : {}),
            trustedProxies: settings.trustedProxies,
            ...(settings.publicOrigin === undefined ? {} : { publicOrigin: settings.publicOrigin }),
          },
        }
      : {}),
  });

  const server = createAdaptorServer({ fetch: app.fetch });
  // Many may come at once, before the first is accepted: Node's own 511 is soon full, and the rest refused.
  server.listen({ port: settings.port, host: settings.host, backlog: 4096 }, () => {
    for (const line of started?.words ?? []) console.log(line);
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : settings.port;
    console.log(`planning-data-check: http://${settings.host}:${port}/`);
  });
  // Longer than proxies keep a connection they do not use, so that it is never closed just when they use it again.
  if ("keepAliveTimeout" in server) server.keepAliveTimeout = 75_000;
  server.on("error", (error: NodeJS.ErrnoException) => {
    console.error(
      error.code === "EADDRINUSE"
        ? `Port ${settings.port} is in use. Stop what uses it, or choose another by PORT.`
        : `The server cannot listen: ${error.message}`,
    );
    process.exit(1);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      const end = () => void (started?.close() ?? Promise.resolve()).finally(() => process.exit(0));
      server.close(end);
      // Connections that are kept open for a next request are not waited for.
      if ("closeIdleConnections" in server) server.closeIdleConnections();
      // An answer still being passed on may take minutes; nobody waits that long for a restart.
      setTimeout(end, 10_000).unref();
    });
  }
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : "The server could not be started.");
  process.exit(1);
});
