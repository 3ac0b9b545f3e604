import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { addressGuard } from "./routes/address-guard.ts";
import { readSettings } from "./settings.ts";

/** The built app: beside the built server (dist/app), or in dist/ of the source tree. */
function builtPages(): string {
  const folders = ["../app/", "../dist/app/"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const found = folders.find((folder) => existsSync(`${folder}index.html`));
  if (found === undefined) throw new Error("The app has not been built. Run npm run build.");
  return found;
}

const settings = readSettings(process.env);
const app = createApp({
  pagesFolder: settings.pagesFolder ?? builtPages(),
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

const server = serve({ fetch: app.fetch, port: settings.port, hostname: settings.host }, ({ port }) => {
  console.log(`planning-data-check: http://${settings.host}:${port}/`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    // An answer still being passed on may take minutes; nobody waits that long for a restart.
    setTimeout(() => process.exit(0), 10_000).unref();
  });
}
