import { readFile, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

// BUILT_APP: another folder, so that a test may run while somebody builds.
const built = process.env.BUILT_APP ?? fileURLToPath(new URL("../../../dist/app/", import.meta.url));

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".geojson": "application/geo+json",
  ".csv": "text/csv",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** As strict as the product's own server sends it: nothing from anywhere else, nothing inline. */
const securityPolicy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export interface AppServer {
  readonly url: string;
  /** Every path asked for, in order. */
  readonly asked: string[];
  /** Text added at the end of a file from now on, by its path: what a new version looks like. */
  readonly added: Map<string, string>;
  close(): Promise<void>;
}

/** Answers a request below /api/: status and JSON. */
export type ApiAnswer = (
  method: string,
  path: string,
  body: string,
) => { readonly status: number; readonly json: unknown };

/**
 * Serves the built app on a free loopback port, as a static host does: unknown pages get index.html.
 * @param api a server of requests beside it
 */
export async function startAppServer(api?: ApiAnswer): Promise<AppServer> {
  await stat(join(built, "index.html")).catch(() => {
    throw new Error("The app is not built. Run `npm run build` first.");
  });
  const asked: string[] = [];
  const added = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    asked.push(path);
    if (api && path.startsWith("/api/")) {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(Buffer.from(part));
      const { status, json } = api(request.method ?? "GET", path, Buffer.concat(parts).toString("utf8"));
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(json));
      return;
    }
    const file = join(built, normalize(path === "/" ? "/index.html" : path));
    const body = await readFile(file).catch(() => undefined);
    if (body) {
      response.writeHead(200, {
        "content-type": types[extname(file)] ?? "application/octet-stream",
        "content-security-policy": securityPolicy,
      });
      response.end(added.has(path) ? Buffer.concat([body, Buffer.from(added.get(path) ?? "")]) : body);
    } else if (request.headers.accept?.includes("text/html")) {
      response.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": securityPolicy,
      });
      response.end(await readFile(join(built, "index.html")));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    asked,
    added,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === "string" || !address) throw new Error("The server has no port.");
  return address.port;
}
