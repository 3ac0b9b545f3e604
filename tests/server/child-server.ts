import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { pagesFolder, reviewerToken, tablesFolder } from "./intake-server.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

export interface ChildServer {
  readonly origin: string;
  /** Everything it has written to its output so far. */
  readonly output: () => string;
  /** Ends it at once, as a failing machine does (SIGKILL), or as an operator does (SIGTERM). */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

/**
 * The server as a program of its own, as `npm start` runs it but for the build.
 * @param killed ends it with SIGKILL while it starts; it then rejects
 */
export async function startChildServer(
  settings: Readonly<Record<string, string>>,
  killed?: AbortSignal,
): Promise<ChildServer> {
  const own = { PORT: "0", PAGES: pagesFolder, TABLES: tablesFolder, REVIEWER_TOKEN: reviewerToken };
  const child = program("server/main.ts", [], { ...own, ...settings });
  killed?.addEventListener("abort", () => child.kill("SIGKILL"));
  let output = "";
  const origin = await new Promise<string>((resolve, reject) => {
    const listen = (piece: Buffer) => {
      output += piece.toString("utf8");
      const found = /planning-data-check: (http:\/\/[\d.:]+)/.exec(output);
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${output}`)));
  });
  return {
    origin,
    output: () => output,
    end: (signal) =>
      new Promise((gone) => {
        if (child.exitCode !== null || child.signalCode !== null) return gone();
        child.removeAllListeners("exit");
        child.once("exit", () => gone());
        child.kill(signal);
      }),
  };
}

/** Runs a program of the server to its end, for example `server/backup.ts`. */
export async function runProgram(
  path: string,
  given: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = program(path, given, settings);
  let output = "";
  child.stdout?.on("data", (piece: Buffer) => {
    output += piece.toString("utf8");
  });
  child.stderr?.on("data", (piece: Buffer) => {
    output += piece.toString("utf8");
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}

function program(
  path: string,
  given: readonly string[],
  settings: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", path, ...given], {
    cwd: repository,
    // Nothing of the machine's own settings reaches the server.
    env: { PATH: process.env.PATH ?? "", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
}
