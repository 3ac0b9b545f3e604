import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";

/**
 * The built app. Names under `assets/` carry a hash and may be kept for ever; everything else is asked for anew. An
 * address that is no file is a page of the app, which reads it itself.
 */
export function pages(folder: string): Hono {
  const app = new Hono();
  app.use("/assets/*", async (context, next) => {
    await next();
    if (context.res.status === 200)
      context.res.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  });
  app.use("*", async (context, next) => {
    await next();
    if (!context.res.headers.has("Cache-Control")) context.res.headers.set("Cache-Control", "no-cache");
  });
  if (existsSync(folder)) app.use("*", serveStatic({ root: folder, precompressed: true }));
  app.get("*", (context) => page(context, folder));
  return app;
}

async function page(context: Context, folder: string): Promise<Response> {
  const last = context.req.path.split("/").at(-1) ?? "";
  const wantsPage = (context.req.header("Accept") ?? "").includes("text/html");
  if (last.includes(".") || !wantsPage) return context.text("There is nothing at this address.", 404);
  const index = join(folder, "index.html");
  if (!existsSync(index)) return context.text("The app has not been built. Run: npm run build", 503);
  return context.html(await readFile(index, "utf8"));
}
