import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createApp } from "../../../server/app.ts";
import { addressGuard } from "../../../server/routes/address-guard.ts";
import type { RelayLimits } from "../../../server/routes/relay.ts";
import type { Resolved } from "../../../src/effects/fetch-node-hop.ts";
import { type LoopbackServer, listen } from "../../server/loopback.ts";

const builtApp = process.env.PAGES ?? fileURLToPath(new URL("../../../dist/app/", import.meta.url));

export interface ToolServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The product's own server with the built app. Its relay judges the made-up hosts by public addresses, and only the
 * connection itself is led to loopback.
 * @param sites `council.example:80` to the server behind it
 * @param relay `false`: none, as on a static host
 */
export async function startTool(
  sites: Readonly<Record<string, LoopbackServer>>,
  relay: Partial<RelayLimits> | false = {},
): Promise<ToolServer> {
  const addresses = new Map<string, string>();
  const servedInTests = new Map<string, Resolved>();
  for (const [site, { port: loopbackPort }] of Object.entries(sites)) {
    const [host = "", port] = site.split(":");
    const address = addresses.get(host) ?? `93.184.215.${addresses.size + 1}`;
    addresses.set(host, address);
    servedInTests.set(`${address}:${port}`, { address: "127.0.0.1", port: loopbackPort });
  }
  const lookupAll = async (host: string) => [addresses.get(host) ?? []].flat();
  const guard = addressGuard({ lookupAll, servedInTests });
  const app = createApp({ pagesFolder: builtApp, ...(relay ? { relay: { guard, limits: relay } } : {}) });
  const server = await new Promise<Server>((ready) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () =>
      ready(started as Server),
    );
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        if ("closeAllConnections" in server)
          (server as unknown as { closeAllConnections(): void }).closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** So that the browser finds the made-up hosts too, for asking them itself. */
export function hostRules(sites: Readonly<Record<string, LoopbackServer>>): string {
  const rules = Object.entries(sites).map(([site, { port }]) => `MAP ${site} 127.0.0.1:${port}`);
  return `--host-resolver-rules=${rules.join(", ")}`;
}

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => unknown;

/** The same answers, open to pages of any site, as data portals and most map servers are. */
export function openToAll(answer: Answer): Answer {
  return (request, response, body) => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    return answer(request, response, body);
  };
}

export const areasCsv =
  'reference,name,designation-date,geometry\nCA1,Green,1971-02-03,"POLYGON ((-2.1 52.2, -2.09 52.2, -2.09 52.21, -2.1 52.2))"\nCA2,Mill,1972-02-03,"POLYGON ((-2.2 52.2, -2.19 52.2, -2.19 52.21, -2.2 52.2))"\n';

/** A council's web site with every kind of answer a check of addresses meets. */
export const councilSite: Answer = (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://host");
  const csv = { "Content-Type": "text/csv", "Last-Modified": "Wed, 01 Jul 2026 09:00:00 GMT" };
  const page = (status: number, body: string) =>
    response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" }).end(body);
  switch (pathname) {
    case "/areas.csv":
    case "/areas-2025.csv":
      return response.writeHead(200, csv).end(areasCsv);
    case "/moved.csv":
      return response.writeHead(302, { Location: "/areas.csv" }).end();
    case "/circle.csv":
      return response.writeHead(302, { Location: "/circle.csv" }).end();
    case "/login":
      return page(200, '<!doctype html><title>Sign in</title><form><input type="password" name="p"></form>');
    case "/page":
      return page(200, "<!doctype html><title>Open data</title><p>Our data</p>");
    case "/forbidden.csv":
      return page(403, "<html><title>403</title></html>");
    case "/broken-server.csv":
      return page(500, "<html><title>500</title></html>");
    case "/cut.csv":
      response.writeHead(200, { ...csv, "Content-Length": String(areasCsv.length * 2) });
      response.write(areasCsv);
      return setTimeout(() => response.destroy(), 50);
    case "/slow.csv": {
      response.writeHead(200, { ...csv, "Content-Length": "4000000" });
      const writing = setInterval(() => response.write("x".repeat(10_000)), 50);
      return response.on("close", () => clearInterval(writing));
    }
    case "/silent.csv":
      return undefined;
    case "/huge.csv": {
      response.writeHead(200, csv);
      const piece = Buffer.alloc(1_000_000, "reference,name\n");
      const write = (): void => {
        while (!response.destroyed && response.write(piece));
      };
      response.on("drain", write);
      return write();
    }
    default:
      return page(404, "<html><title>Not found</title></html>");
  }
};

export { listen };
