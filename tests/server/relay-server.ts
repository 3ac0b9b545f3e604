import { type AddressInfo, createServer, type Server } from "node:net";
import { serve } from "@hono/node-server";
import { createApp } from "../../server/app.ts";
import { type AddressGuardOptions, addressGuard } from "../../server/routes/address-guard.ts";
import type { RelayLimits } from "../../server/routes/relay.ts";
import type { Resolved } from "../../src/effects/fetch-node-hop.ts";
import type { WebFetch } from "../../src/effects/fetch-web.ts";
import { relayFetch } from "../../src/effects/relay-client.ts";
import type { Fetch, FetchRequest } from "../../src/endpoint/fetch.ts";
import type { LoopbackServer } from "./loopback.ts";

export interface RelayServer {
  readonly origin: string;
  /** Asks the relay as a page of the tool does. */
  readonly ask: (url: string, init?: RequestInit) => Promise<Response>;
  /** The browser's side of the relay. */
  readonly fetch: Fetch;
  close(): Promise<void>;
}

/**
 * The whole server on loopback. Hosts get a public address each, are judged by it like any other, and only the last
 * step, the connection, is led to a server of the test.
 * @param hosts `council.example:80` to the server that stands behind it
 */
export async function startRelay(
  hosts: Readonly<
    Record<string, LoopbackServer | { readonly port: number; readonly authorities: readonly string[] }>
  >,
  limits: Partial<RelayLimits> = {},
  guard: AddressGuardOptions = {},
): Promise<RelayServer> {
  const addresses = new Map<string, string>();
  const servedInTests = new Map<string, Resolved>();
  for (const [hostAndPort, server] of Object.entries(hosts)) {
    const [host = "", port] = hostAndPort.split(":");
    const address = addresses.get(host) ?? `93.184.215.${addresses.size + 1}`;
    addresses.set(host, address);
    const authorities = "authorities" in server ? { authorities: server.authorities } : {};
    servedInTests.set(`${address}:${port}`, { address: "127.0.0.1", port: server.port, ...authorities });
  }
  const lookupAll = async (host: string): Promise<readonly string[]> => {
    const address = addresses.get(host);
    return address === undefined ? ((await guard.lookupAll?.(host)) ?? []) : [address];
  };
  const app = createApp({
    pagesFolder: new URL("./pages", import.meta.url).pathname,
    relay: { guard: addressGuard({ ...guard, lookupAll, servedInTests }), limits },
  });
  const server = await new Promise<Server>((ready) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () =>
      ready(started as Server),
    );
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fromPage: WebFetch = (url, init) =>
    fetch(url, { ...init, headers: { ...init.headers, "Sec-Fetch-Site": "same-origin" } });
  return {
    origin,
    ask: (url, init = {}) => fromPage(`${origin}/relay?${new URLSearchParams({ url })}`, init),
    fetch: relayFetch({ origin, fetch: fromPage }),
    close: () =>
      new Promise((closed) => {
        if ("closeAllConnections" in server)
          (server as unknown as { closeAllConnections(): void }).closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** A GET with the collector's patience. */
export function get(url: string): FetchRequest {
  return { url, method: "GET", timeoutSeconds: 20, verifyCertificate: true };
}

/** A port nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((closed) => server.close(() => closed()));
  return port;
}
