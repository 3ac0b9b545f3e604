import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { intakeRoutes, type Received, type ReviewView, receivedSchema } from "../../src/intake/intake-api.ts";
import { type ChildServer, runProgram, startChildServer } from "./child-server.ts";
import { onBothDatabases, temporaryFolders } from "./databases.ts";
import { newRequest, read, secretOf, signIn, type TestReviewer } from "./intake-server.ts";

const folders = temporaryFolders();

onBothDatabases("backup and restore", (databases) => {
  let server: ChildServer | undefined;
  afterEach(() => server?.end("SIGKILL"), 60_000);

  const ask = (path: string, init: RequestInit = {}) =>
    fetch((server?.origin ?? "") + path, {
      ...init,
      headers: { "Sec-Fetch-Site": "same-origin", ...init.headers },
    });
  const submit = async (): Promise<Received> => {
    const request = newRequest({ notes: 'Quotes ", lines\nand £ ünïcode 😀' });
    return read(
      await ask(intakeRoutes.requests, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": request.idempotencyKey },
        body: JSON.stringify(request),
      }),
      receivedSchema,
    );
  };
  /** A request without what differs between two looks at it. */
  const everything = async (reviewer: TestReviewer, { reference }: Received): Promise<ReviewView> => ({
    ...(await reviewer.view(reference)),
    notifications: [],
  });

  it("brings everything back, on the same database or another", async () => {
    const settings = await databases.fresh();
    const path = join(folders.make(), "all.backup");
    server = await startChildServer(settings);
    const received = [await submit(), await submit(), await submit()];
    const reviewer = await signIn({ ask });
    const [first] = received;
    if (!first) throw new Error("Nothing was sent.");
    await reviewer.setStatus(first.reference, "needs-changes", { message: "See line 2" });
    const before = await Promise.all(received.map((one) => everything(reviewer, one)));

    // While the server runs.
    expect(await runProgram("server/backup.ts", [path], settings)).toMatchObject({ code: 0 });
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(gunzipSync(readFileSync(path)).toString("utf8")).toContain("ada@lambeth.gov.uk");
    // What comes after the backup is not in it.
    await submit();
    const restoring = await runProgram("server/restore.ts", [path, "--replace"], settings);
    if (databases.kind === "embedded")
      expect(restoring.output).toContain("Another server uses the data folder");
    await server.end("SIGTERM");

    // Not over requests that are there, unless it is said.
    const careful = await runProgram("server/restore.ts", [path], settings);
    expect([careful.code, careful.output]).toEqual([1, expect.stringContaining("--replace")]);
    expect(await runProgram("server/restore.ts", [path, "--replace"], settings)).toMatchObject({ code: 0 });

    // And into a new place of the embedded kind, with a key file of its own.
    const fresh = { DATA: folders.make() };
    expect(await runProgram("server/restore.ts", [path], fresh)).toMatchObject({ code: 0 });

    for (const place of [settings, fresh]) {
      server = await startChildServer(place);
      const again = await signIn({ ask });
      expect(await Promise.all(received.map((one) => everything(again, one)))).toEqual(before);
      // The publishers' links are the same, and the next number is free.
      expect((await ask(intakeRoutes.status(secretOf(first)))).status).toBe(200);
      const next = await submit();
      expect((await ask(intakeRoutes.status(secretOf(next)))).status).toBe(200);
      await server.end("SIGTERM");
    }
  }, 400_000);

  it("refuses what is no whole backup, and leaves everything as it was", async () => {
    const settings = await databases.fresh();
    const path = join(folders.make(), "all.backup");
    server = await startChildServer(settings);
    const received = await submit();
    await server.end("SIGTERM");
    expect(await runProgram("server/backup.ts", [path], settings)).toMatchObject({ code: 0 });
    expect(await runProgram("server/backup.ts", [path], settings)).toMatchObject({
      code: 1,
      output: expect.stringContaining("already"),
    });
    const short = `${path}.short`;
    copyFileSync(path, short);
    truncateSync(short, statSync(path).size - 40);
    const nonsense = `${path}.nonsense`;
    writeFileSync(nonsense, "This is no backup.");
    for (const wrong of [short, nonsense]) {
      const { code, output } = await runProgram("server/restore.ts", [wrong, "--replace"], settings);
      expect([code, output.trim().split("\n").length]).toEqual([1, 1]);
    }
    expect(existsSync(path)).toBe(true);
    server = await startChildServer(settings);
    expect((await ask(intakeRoutes.status(secretOf(received)))).status).toBe(200);
  }, 400_000);
});
