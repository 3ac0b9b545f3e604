import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

/** Public tables from a folder of the operator's. All or nothing: a piece of another version would not fit the rest. */
export function tablePages(folder: string): Hono {
  const app = new Hono();
  app.use("*", async (context, next) => {
    await next();
    context.res.headers.set("Cache-Control", "no-cache");
  });
  app.use(
    "*",
    serveStatic({
      root: folder,
      precompressed: true,
      rewriteRequestPath: (path) => path.replace(/^\/tables/, ""),
    }),
  );
  app.all("*", (context) => context.text("There is nothing at this address.", 404));
  return app;
}
