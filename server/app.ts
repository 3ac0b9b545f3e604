import { Hono } from "hono";
import { dataVersionSchema, intakeRoutes } from "../src/intake/intake-api.ts";
import { notThere, problem } from "./intake/answers.ts";
import { pages } from "./pages.ts";
import { type RelayOptions, relay } from "./routes/relay.ts";
import { apiHeaders, securityHeaders } from "./security-headers.ts";
import type { ServedTables } from "./served-tables.ts";
import { tablePages } from "./table-pages.ts";

export interface AppOptions {
  /** Folder of the built app. */
  readonly pagesFolder: string;
  /** Folder of newer public tables than those of the built app; absent: the app's own. */
  readonly tablesFolder?: string;
  /** Version of the tables that are served; absent: not told. */
  readonly tables?: Pick<ServedTables, "version">;
  /** Absent: no relay. The pages then say so and offer dropping the file. */
  readonly relay?: RelayOptions;
  /** Further routes, mounted before the pages: the intake. */
  readonly routes?: readonly Hono[];
}

/** The server as a function from requests to answers; main.ts gives it a port. */
export function createApp(options: AppOptions): Hono {
  const app = new Hono();
  app.use("*", securityHeaders());
  app.use("/api/*", apiHeaders());
  app.use("/auth/*", apiHeaders());
  app.get("/health", (context) => context.json({ status: "ok", relay: options.relay !== undefined }));
  app.get(intakeRoutes.dataVersion, (context) =>
    context.json(dataVersionSchema.parse({ dataVersion: options.tables?.version() })),
  );
  if (options.relay) app.route("/", relay(options.relay));
  for (const routes of options.routes ?? []) app.route("/", routes);
  // What is no part of the interface is no page of the app either.
  app.all("/api/*", notThere);
  app.all("/auth/*", notThere);
  if (options.tablesFolder !== undefined) app.route("/tables", tablePages(options.tablesFolder));
  app.route("/", pages(options.pagesFolder));
  app.onError((error, context) => {
    // Only where it was, never the message: it may hold an address that was asked for, or what somebody sent.
    const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
    console.error(error.name, places.slice(0, 3).join("\n"));
    return context.req.path.startsWith("/api/")
      ? problem(context, 500, "Something went wrong on the server. Try again later")
      : context.text("Something went wrong on the server.", 500);
  });
  return app;
}
