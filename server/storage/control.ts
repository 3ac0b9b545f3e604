import { createHash } from "node:crypto";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Writable } from "node:stream";

/**
 * A socket in the data folder, which only its owner can open. It tells a second program that the embedded database is in
 * use, for two would destroy it, and takes one order: `backup`.
 */
export interface Control {
  close(): void;
}

/**
 * Takes the data folder for this program.
 * @param writeBackup writes a backup to whoever asked
 * @throws in words when another program has it
 */
export async function takeFolder(
  dataFolder: string,
  writeBackup: (to: Writable) => Promise<void>,
): Promise<Control> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = socketPath(dataFolder);
  const other = await connectTo(path);
  if (other) {
    other.destroy();
    throw new Error(`Another server uses the data folder ${dataFolder}. Stop it, or choose another by DATA.`);
  }
  // What a server that was killed left behind.
  if (process.platform !== "win32") rmSync(path, { force: true });
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", (order) => {
      if (order.toString("utf8").trim() !== "backup") socket.destroy();
      else writeBackup(socket).catch(() => socket.destroy());
    });
  });
  await listen(server, path);
  server.unref();
  return { close: () => server.close() };
}

/** The server that uses a data folder, asked for a backup; `undefined` when none does. */
export async function askForBackup(dataFolder: string): Promise<Socket | undefined> {
  const socket = await connectTo(socketPath(dataFolder));
  socket?.write("backup\n");
  return socket;
}

async function connectTo(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(socket));
    socket.once("error", () => resolve(undefined));
  });
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    // Whoever can open it gets the whole database.
    const mask = process.umask(0o077);
    server.listen(path, () => {
      process.umask(mask);
      resolve();
    });
  });
}

/** Names of sockets are short (about 100 bytes): as seen from here, or by a hash in the folder for temporary files. */
function socketPath(dataFolder: string): string {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const hash = createHash("sha256").update(realpathSync(dataFolder)).digest("hex").slice(0, 32);
  if (process.platform === "win32") return `\\\\.\\pipe\\planning-data-check-${hash}`;
  const path = join(dataFolder, "server.sock");
  const near = relative(process.cwd(), path);
  const short = near.length < path.length ? near : path;
  return Buffer.byteLength(short) < 100 ? short : join(tmpdir(), `planning-data-check-${hash}.sock`);
}
