import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { addressGuard } from "./routes/address-guard.ts";
import { readSettings } from "./settings.ts";

const settings = readSettings(process.env);
const app = createApp({
  pagesFolder: settings.pagesFolder ?? fileURLToPath(new URL("../dist/", import.meta.url)),
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
  process.once(signal, () => server.close(() => process.exit(0)));
}
