import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { flushFile } from "./durable-files.ts";

/** What only this server can compute. Nothing made with it is stored, except keyed hashes. */
export interface ServerKey {
  /** Last part of a publisher's link, 43 characters (32 bytes): the same for the same request, unguessable without the key. */
  linkSecret(idempotencyKey: string): string;
  /** Keyed hash in hex, one kind of thing apart from another. */
  digest(purpose: string, text: string): string;
  /** The key as text, for a backup. */
  readonly text: string;
}

/**
 * The key from the setting, or from the file in the data folder, which is made the first time: 32 random bytes as
 * base64url, to be read by the server's user only.
 */
export function readServerKey(dataFolder: string, setting: string | undefined): ServerKey {
  if (setting !== undefined) return serverKey(setting);
  const path = keyPath(dataFolder);
  if (!existsSync(path)) {
    writeServerKey(dataFolder, randomBytes(32).toString("base64url"));
  }
  return serverKey(readFileSync(path, "utf8").trim());
}

/** Puts a key into the data folder, in the place of the one that is there. */
export function writeServerKey(dataFolder: string, text: string): void {
  const path = keyPath(dataFolder);
  if (existsSync(path) && readFileSync(path, "utf8").trim() === text) return;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  // Under another name first: a file that is half written is never taken for the key.
  writeFileSync(`${path}.new`, `${text}\n`, { mode: 0o600 });
  flushFile(`${path}.new`);
  renameSync(`${path}.new`, path);
  flushFile(path);
}

function keyPath(dataFolder: string): string {
  return join(dataFolder, "server.key");
}

export function serverKey(text: string): ServerKey {
  if (Buffer.byteLength(text) < 32) throw new Error("The server's key must be at least 32 characters long.");
  const hmac = (purpose: string, words: string) => createHmac("sha256", text).update(`${purpose}\n${words}`);
  return {
    linkSecret: (idempotencyKey) => hmac("status link", idempotencyKey).digest("base64url"),
    digest: (purpose, words) => hmac(purpose, words).digest("hex"),
    text,
  };
}

/** How a random secret is kept: it cannot be found from its hash. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Compares without telling by its time how much was right. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(
    createHash("sha256").update(one).digest(),
    createHash("sha256").update(other).digest(),
  );
}
