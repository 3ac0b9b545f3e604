import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** Starts the command line from the source tree. */
export function startCli(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", ...args], { cwd: root });
}

/** Runs the command line to its end. @param input what stands on its standard input */
export function runCli(args: readonly string[], input?: string): Promise<CliResult> {
  const started = startCli(args);
  let out = "";
  let errors = "";
  started.stdout?.on("data", (text) => {
    out += text;
  });
  started.stderr?.on("data", (text) => {
    errors += text;
  });
  started.stdin?.end(input ?? "");
  return new Promise((done) => started.on("close", (code) => done({ code, out, errors })));
}
