import { afterEach, expect, it } from "vitest";
import {
  type Received,
  receivedSchema,
  requestListSchema,
  requestViewSchema,
} from "../../src/intake/intake-api.ts";
import type { EndpointRequest } from "../../src/request/endpoint-request.ts";
import { type ChildServer, startChildServer } from "./child-server.ts";
import { onBothDatabases } from "./databases.ts";
import { newRequest, read, secretOf, signIn } from "./intake-server.ts";

const posts = 1000;

onBothDatabases("a server that is killed", (databases) => {
  let server: ChildServer | undefined;
  afterEach(() => server?.end("SIGKILL"), 60_000);

  it("has every acknowledged request once, and takes the rest without making two", async () => {
    const settings = await databases.fresh();
    server = await startChildServer(settings);
    const requests = Array.from({ length: posts }, () => newRequest());
    const acknowledged = new Map<string, Received>();
    const first = server;
    let killed: Promise<void> | undefined;
    const outcomes = requests.map(async (request) => {
      const answer = await post(first.origin, request).catch(() => undefined);
      if (answer?.status !== 201) return;
      // Only an answer that has arrived whole is an acknowledgement.
      const body = receivedSchema.safeParse(await answer.json().catch(() => undefined));
      if (!body.success) return;
      acknowledged.set(request.idempotencyKey, body.data);
      if (acknowledged.size >= posts / 3) killed ??= first.end("SIGKILL");
    });
    await Promise.all(outcomes);
    await killed;
    const before = acknowledged.size;
    expect(before).toBeGreaterThanOrEqual(posts / 3);
    expect(before).toBeLessThan(posts);

    server = await startChildServer(settings);
    const { origin } = server;
    // Each acknowledged one is there, under the link that was given.
    for (const received of acknowledged.values()) {
      const view = await read(
        await fetch(`${origin}/api/v1/status/${secretOf(received)}`),
        requestViewSchema,
      );
      expect([view.reference, view.history.length]).toEqual([received.reference, 1]);
    }
    const survivors = await references(origin);
    expect(survivors.length).toBeGreaterThanOrEqual(before);
    expect(new Set(survivors).size).toBe(survivors.length);

    // The outboxes send everything again, as they do when they got no answer.
    const statuses: number[] = [];
    for (let at = 0; at < posts; at += 50) {
      await Promise.all(
        requests.slice(at, at + 50).map(async (request) => {
          const answer = await post(origin, request);
          const received = await read(answer, receivedSchema);
          statuses.push(answer.status);
          const earlier = acknowledged.get(request.idempotencyKey);
          if (earlier) expect([answer.status, received]).toEqual([200, earlier]);
        }),
      );
    }
    const all = await references(origin);
    expect([all.length, new Set(all).size]).toEqual([posts, posts]);
    expect(statuses.filter((status) => status === 201)).toHaveLength(posts - survivors.length);
    console.log(
      `${databases.kind}: ${before} of ${posts} acknowledged before the kill, ${survivors.length} found after it, ${all.length} in the end`,
    );
  }, 400_000);
});

function post(origin: string, request: EndpointRequest): Promise<Response> {
  return fetch(`${origin}/api/v1/requests`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": request.idempotencyKey },
    body: JSON.stringify(request),
  });
}

/** References of everything in the reviewer's list. */
async function references(origin: string): Promise<string[]> {
  const reviewer = await signIn({
    ask: (path, init = {}) =>
      fetch(origin + path, { ...init, headers: { "Sec-Fetch-Site": "same-origin", ...init.headers } }),
  });
  const found: string[] = [];
  for (let page = 1; ; page += 1) {
    const list = await read(await reviewer.get(`/api/v1/review/requests?page=${page}`), requestListSchema);
    found.push(...list.requests.map(({ reference }) => reference));
    if (list.requests.length < list.pageSize) return found;
  }
}
