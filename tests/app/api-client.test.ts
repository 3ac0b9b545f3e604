import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { askApi, replyWords } from "../../src/app/api-client.ts";

const schema = z.object({ name: z.string() });
const answer = (status: number, body: unknown) =>
  vi.stubGlobal("fetch", async () =>
    typeof body === "string"
      ? new Response(body, { status, headers: { "Content-Type": "text/html" } })
      : Response.json(body, { status }),
  );
const ask = () => askApi("/api/v1/x", schema);

afterEach(() => vi.unstubAllGlobals());

describe("a question to the server of requests", () => {
  it("gives what was answered, once it is what was expected", async () => {
    answer(200, { name: "a" });
    expect(await ask()).toEqual({ kind: "ok", value: { name: "a" } });
    answer(200, { nam: "a" });
    expect((await ask()).kind).toBe("failed");
  });

  it("tells a server without requests from one that does not answer", async () => {
    answer(200, "<!doctype html>");
    expect((await ask()).kind).toBe("no-server");
    answer(404, "Not found");
    expect((await ask()).kind).toBe("no-server");
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect((await ask()).kind).toBe("offline");
  });

  it("keeps the server's own words", async () => {
    answer(409, { errors: [{ field: "", message: "Somebody was faster" }] });
    const reply = await ask();
    expect(reply).toEqual({ kind: "conflict", message: "Somebody was faster" });
    expect(reply.kind !== "ok" && replyWords(reply)).toBe("Somebody was faster");
    answer(422, { errors: [{ message: "One" }, { message: "Two" }] });
    expect(await ask()).toEqual({ kind: "refused", message: "One. Two" });
    answer(500, {});
    expect(await ask()).toEqual({ kind: "failed", message: "The server answered 500" });
    answer(401, { errors: [{ message: "Sign in first" }] });
    expect((await ask()).kind).toBe("signed-out");
    answer(404, { errors: [{ message: "There is nothing at this address" }] });
    expect((await ask()).kind).toBe("not-found");
  });
});
