// @vitest-environment happy-dom
import { expose } from "comlink";
import { afterEach, describe, expect, it } from "vitest";
import { CheckClient } from "../../src/app/check-client.ts";
import type { Report } from "../../src/report/report.ts";
import type { CheckReply, CheckRequest } from "../../workers/protocol.ts";

/** Stands in for a Worker: comlink at the other end of a channel, in this thread. */
class FakeWorker extends EventTarget {
  terminated = false;
  readonly #channel = new MessageChannel();

  constructor(answers: object) {
    super();
    expose(answers, this.#channel.port2);
    this.#channel.port1.addEventListener("message", (event) => {
      if (!this.terminated) this.dispatchEvent(new MessageEvent("message", { data: event.data }));
    });
    this.#channel.port1.start();
  }
  postMessage(message: unknown, transfer: Transferable[] = []) {
    if (!this.terminated) this.#channel.port1.postMessage(message, transfer);
  }
  terminate() {
    this.terminated = true;
    this.#channel.port1.close();
  }
  start() {}
  die() {
    this.dispatchEvent(Object.assign(new Event("error"), { message: "out of memory" }));
  }
}

const request = (name: string): CheckRequest => ({
  file: new Blob(["a"]),
  name,
  dataset: "tree",
  mode: "added",
});
const report = (name: string) => ({ checked: { name } }) as unknown as Report;

describe("the check client", () => {
  let workers: FakeWorker[] = [];
  let checked: string[] = [];
  let answer: (name: string) => Promise<CheckReply> = async (name) => ({ ok: true, report: report(name) });
  let last = "";

  const make = () => {
    const worker = new FakeWorker({
      check: async ({ name }: CheckRequest, progress: (step: object) => void) => {
        checked.push(name);
        last = name;
        progress({ phase: "checking", records: 1 });
        return answer(name);
      },
      row: async () => ({ of: last }),
    });
    workers.push(worker);
    return worker as unknown as Worker;
  };
  const client = (name: string) => new CheckClient(request(name), make);

  afterEach(() => {
    for (const worker of workers) worker.die();
    workers = [];
    checked = [];
    answer = async (name) => ({ ok: true, report: report(name) });
  });

  it("checks a second file in the same worker", async () => {
    expect(await client("one.csv").check(() => {})).toMatchObject({ ok: true });
    expect(await client("two.csv").check(() => {})).toMatchObject({ ok: true });
    expect(workers).toHaveLength(1);
    expect(checked).toEqual(["one.csv", "two.csv"]);
  });

  it("checks a file once more before it answers about it, when the worker went to another", async () => {
    const one = client("one.csv");
    await one.check(() => {});
    await client("two.csv").check(() => {});
    expect(await one.row(1)).toEqual({ of: "one.csv" });
    expect(checked).toEqual(["one.csv", "two.csv", "one.csv"]);
    expect(await one.row(2)).toEqual({ of: "one.csv" });
    expect(checked).toHaveLength(3);
  });

  it("checks a file reopened from memory when it is first asked about, once", async () => {
    const one = client("one.csv");
    await Promise.all([one.row(1), one.row(2)]);
    expect(checked).toEqual(["one.csv"]);
  });

  it("passes progress on", async () => {
    const steps: object[] = [];
    await client("one.csv").check((step) => steps.push(step));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(steps).toEqual([{ phase: "checking", records: 1 }]);
  });

  it("ends the worker when it is cancelled, and says so at once", async () => {
    answer = () => new Promise(() => {});
    const controller = new AbortController();
    const reply = client("slow.csv").check(() => {}, controller.signal);
    await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    expect(await reply).toEqual({ ok: false, failure: { code: "cancelled" } });
    expect(workers[0]?.terminated).toBe(true);
    answer = async (name) => ({ ok: true, report: report(name) });
    expect(await client("next.csv").check(() => {})).toMatchObject({ ok: true });
    expect(workers).toHaveLength(2);
  });

  it("turns a worker that dies into a failure, and starts another for the next check", async () => {
    answer = () => new Promise(() => {});
    const reply = client("huge.csv").check(() => {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    workers[0]?.die();
    expect(await reply).toEqual({ ok: false, failure: { code: "worker-lost", detail: "out of memory" } });
    answer = async (name) => ({ ok: true, report: report(name) });
    expect(await client("small.csv").check(() => {})).toMatchObject({ ok: true });
    expect(workers).toHaveLength(2);
  });
});
