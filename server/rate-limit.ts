/** How many requests a client may make: `burst` at once, `perMinute` in the long run. */
export interface RateLimit {
  readonly burst: number;
  readonly perMinute: number;
}

export interface RateLimiter {
  /** Takes one request of a client's allowance. @returns seconds to wait before the next when there is none left, else 0 */
  take(client: string): number;
}

// Clients remembered at most; the longest silent are forgotten first.
const mostClients = 10_000;

/** One bucket of tokens for each client, in memory; `clock` gives seconds and never goes back. */
export function rateLimiter(limit: RateLimit, clock: () => number): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perSecond = limit.perMinute / 60;
  return {
    take(client) {
      const now = clock();
      const known = buckets.get(client) ?? { tokens: limit.burst, at: now };
      const tokens = Math.min(limit.burst, known.tokens + (now - known.at) * perSecond);
      const left = tokens >= 1 ? tokens - 1 : tokens;
      // Written anew, the client moves to the end of the map: its start is who was silent longest.
      buckets.delete(client);
      buckets.set(client, { tokens: left, at: now });
      if (buckets.size > mostClients) buckets.delete(buckets.keys().next().value ?? "");
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond);
    },
  };
}
