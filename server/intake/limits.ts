import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { clientOf } from "../client.ts";
import { type RateLimit, rateLimiter } from "../rate-limit.ts";

/** Seconds that a client must wait, 0 when it need not; every question takes one of its allowance. */
export interface IntakeLimits {
  readonly send: (context: Context) => number;
  readonly read: (context: Context) => number;
  readonly signIn: (context: Context) => number;
}

export interface IntakeRates {
  readonly send: RateLimit;
  readonly read: RateLimit;
  readonly signIn: RateLimit;
}

/** @param sendPerMinute requests, corrections and messages; two minutes' worth may come at once */
export function intakeRates(sendPerMinute: number): IntakeRates {
  return {
    send: { burst: 2 * sendPerMinute, perMinute: sendPerMinute },
    read: { burst: 300, perMinute: 300 },
    // A token of 32 random characters is not found by trying; a short one set by hand should not be either.
    signIn: { burst: 10, perMinute: 5 },
  };
}

export function intakeLimits(rates: IntakeRates, trustedProxies: number): IntakeLimits {
  const clock = () => performance.now() / 1000;
  const send = rateLimiter(rates.send, clock);
  const read = rateLimiter(rates.read, clock);
  const signIn = rateLimiter(rates.signIn, clock);
  const client = (context: Context) => clientOf(context, trustedProxies);
  return {
    send: (context) => (isThisComputer(context) ? 0 : send.take(client(context))),
    read: (context) => (isThisComputer(context) ? 0 : read.take(client(context))),
    signIn: (context) => signIn.take(client(context)),
  };
}

/** Somebody at the server itself, with no proxy between: who could stop it could also flood it. */
function isThisComputer(context: Context): boolean {
  const address = getConnInfo(context).remote.address ?? "";
  const isLoopback = /^(?:::ffff:)?127\.|^::1$/.test(address);
  return isLoopback && !context.req.header("X-Forwarded-For") && !context.req.header("Forwarded");
}
