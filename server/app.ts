import { Hono } from "hono";
import { pages } from "./pages.ts";
import { type RelayOptions, relay } from "./routes/relay.ts";
import { securityHeaders } from "./security-headers.ts";

export interface AppOptions {
  /** Folder of the built app. */
  readonly pagesFolder: string;
  /** Absent: no relay. The pages then say so and offer dropping the file. */
  readonly relay?: RelayOptions;
  /** Further routes, mounted before the pages. */
  readonly routes?: readonly Hono[];
}

/** The server as a function from requests to answers; main.ts gives it a port. */
export function createApp(options: AppOptions): Hono {
  const app = new Hono();
  app.use("*", securityHeaders());
  app.get("/health", (context) => context.json({ status: "ok", relay: options.relay !== undefined }));
  if (options.relay) app.route("/", relay(options.relay));
  for (const routes of options.routes ?? []) app.route("/", routes);
  app.route("/", pages(options.pagesFolder));
  app.onError((error, context) => {
    // Never the address that was asked for: nothing of a publisher's is kept.
    console.error(error.name, error.stack?.split("\n").slice(1, 4).join("\n"));
    return context.text("Something went wrong on the server.", 500);
  });
  return app;
}
