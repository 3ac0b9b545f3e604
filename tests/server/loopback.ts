import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import type { KeyAndCertificate } from "./certificates.ts";

export interface LoopbackServer {
  readonly port: number;
  /** `GET /path`, in the order they came. */
  readonly requests: {
    readonly line: string;
    readonly headers: IncomingMessage["headers"];
    readonly body: string;
  }[];
  close(): Promise<void>;
}

/** A server on loopback at a free port; `answer` gets the request once its body has come. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  certificate?: KeyAndCertificate,
): Promise<LoopbackServer> {
  const requests: LoopbackServer["requests"] = [];
  const listener: RequestListener = (request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece) => {
      body += piece;
    });
    request.on("end", () => {
      requests.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
      answer(request, response, body);
    });
  };
  const server: Server & { closeAllConnections(): void } = certificate
    ? createTlsServer({ ...certificate }, listener)
    : createServer(listener);
  server.on("tlsClientError", () => {});
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
