import { createServer, type Server, type Socket } from "node:net";

/** One exchange of dialogue.json. */
export interface Exchange {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly text?: string;
    readonly base64?: string;
    readonly delay?: number;
    readonly chunked?: boolean;
    readonly "hang-up"?: boolean;
  };
}

export interface Replay {
  readonly port: number;
  /** What was asked, in order. */
  readonly requests: Exchange["request"][];
  close(): Promise<void>;
}

/**
 * A server on loopback that answers the recorded answers in order, byte for byte and without a header of its own,
 * which is why it speaks over a bare socket. Asked more often than recorded it hangs up.
 */
export async function replay(dialogue: readonly Exchange[]): Promise<Replay> {
  const requests: Exchange["request"][] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      const parsed = readRequest(received);
      if (!parsed) return;
      received = received.subarray(parsed.length);
      const exchange = dialogue[requests.length];
      requests.push(parsed.request);
      if (!exchange) socket.destroy();
      else setTimeout(() => answer(socket, exchange.response), (exchange.response.delay ?? 0) * 1000);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    port: address.port,
    requests,
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  };
}

function readRequest(
  bytes: Buffer,
): { readonly request: Exchange["request"]; readonly length: number } | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [start = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const [method = "", path = ""] = start.split(" ");
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(":")).toLowerCase(),
      line.slice(line.indexOf(":") + 1).trim(),
    ]),
  );
  const length = end + 4 + Number(headers["content-length"] ?? 0);
  if (bytes.length < length) return undefined;
  return { request: { method, path, headers, body: bytes.subarray(end + 4, length).toString() }, length };
}

function answer(socket: Socket, response: Exchange["response"]): void {
  if (socket.destroyed) return;
  const body =
    response.base64 === undefined ? Buffer.from(response.text ?? "") : Buffer.from(response.base64, "base64");
  const headers = { ...response.headers };
  const has = (name: string): boolean => Object.keys(headers).some((key) => key.toLowerCase() === name);
  if (response.chunked) headers["Transfer-Encoding"] = "chunked";
  else if (!has("content-length")) headers["Content-Length"] = String(body.length);
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(Buffer.from(`HTTP/1.1 ${response.status} Recorded\r\n${head.join("")}\r\n`, "latin1"));
  if (response.chunked) {
    const half = Math.ceil(body.length / 2);
    for (const part of [body.subarray(0, half), body.subarray(half)]) {
      if (part.length > 0)
        socket.write(
          Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n")]),
        );
    }
    socket.write("0\r\n\r\n");
  } else socket.write(body);
  if (response["hang-up"]) socket.end();
}
