import { signal } from "@preact/signals";
import { claimNext, listOutbox, settle } from "../../store/outbox.ts";
import type { OutboxEntry } from "../../store/outbox-entry.ts";
import { sendRequest, serverTakesRequests } from "./send.ts";

/** The outbox as this tab knows it, newest first. */
export const outbox = signal<readonly OutboxEntry[]>([]);
/** Whether a server takes requests; `undefined` until it is known, or while there is no connection. */
export const hasServer = signal<boolean | undefined>(undefined);

let channel: BroadcastChannel | undefined;
let running = false;
let again = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Sends what is waiting, now and whenever the connection comes back, the tab is looked at again or a pause is over. May
 * be called from every page.
 */
export function startOutbox(): void {
  if (!channel) {
    channel = new BroadcastChannel("outbox");
    channel.onmessage = () => void refresh();
    addEventListener("online", () => void sendWaiting());
    document.addEventListener("visibilitychange", () => !document.hidden && void sendWaiting());
  }
  void sendWaiting();
}

/** Sends everything that is due, one after the other. Only one round at a time in a tab; claims keep tabs apart. */
export async function sendWaiting(): Promise<void> {
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    do {
      again = false;
      await sendRound();
    } while (again);
  } catch {
    // A browser that keeps nothing (a private window) has no outbox: the sent page says what to do instead.
  } finally {
    running = false;
    planNext();
  }
}

async function sendRound(): Promise<void> {
  await refresh();
  if (!outbox.value.some(({ state }) => state === "waiting")) return;
  hasServer.value = await serverTakesRequests();
  if (!hasServer.value) return;
  for (let entry = await claimNext(Date.now()); entry; entry = await claimNext(Date.now())) {
    await settle(entry.id, await sendRequest(entry), Date.now());
    await tellOthers();
  }
}

/** Reads the outbox again, here and in the other tabs. */
export async function tellOthers(): Promise<void> {
  await refresh();
  channel?.postMessage("changed");
}

async function refresh(): Promise<void> {
  outbox.value = await listOutbox();
}

function planNext(): void {
  clearTimeout(timer);
  const waiting = outbox.value.filter(({ state }) => state === "waiting");
  if (waiting.length === 0) return;
  const soonest = Math.min(...waiting.map((entry) => Math.max(entry.nextAttempt, entry.claimedUntil)));
  timer = setTimeout(() => void sendWaiting(), Math.min(Math.max(soonest - Date.now(), 1_000), 60_000));
}
