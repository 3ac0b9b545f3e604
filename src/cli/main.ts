#!/usr/bin/env node
import { applyCommand } from "./commands/apply.ts";
import { batchCommand } from "./commands/batch.ts";
import { checkCommand } from "./commands/check.ts";
import { compareCommand } from "./commands/compare.ts";
import { endpointsCommand } from "./commands/endpoints.ts";
import { explainCommand } from "./commands/explain.ts";
import { reduceCommand } from "./commands/reduce.ts";
import { reproduceCommand } from "./commands/reproduce.ts";
import { asksToReproduce } from "./commands/reproduce-options.ts";
import { retireCommand } from "./commands/retire.ts";
import { rowsCommand } from "./commands/rows.ts";
import { streamCommand } from "./commands/stream.ts";
import { verifyCommand } from "./commands/verify.ts";
import { usage } from "./usage.ts";
import { UsageError } from "./usage-error.ts";

type Command = (args: readonly string[]) => Promise<number>;

const commands: ReadonlyMap<string, Command> = new Map([
  ["check", (args) => checkVariant(args)(args)],
  ["batch", batchCommand],
  ["verify", verifyCommand],
  ["reduce", reduceCommand],
  ["compare", compareCommand],
  ["endpoints", endpointsCommand],
  ["explain", explainCommand],
  ["retire", retireCommand],
  ["rows", rowsCommand],
  ["apply", applyCommand],
]);

/** What `check` does: over a stream of descriptors, with a run that can be passed on, or a report. */
function checkVariant(args: readonly string[]): Command {
  if (args.includes("--stream")) return streamCommand;
  return asksToReproduce(args) ? reproduceCommand : checkCommand;
}

/** Runs one command. @returns the exit code: 0, 1 or 2 (design.md, contracts) */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    process.stdout.write(usage);
    return name === undefined ? 2 : 0;
  }
  const command = commands.get(name);
  if (!command) {
    process.stderr.write(
      `There is no command "${name}". The commands are: ${[...commands.keys()].join(", ")}, help.\n`,
    );
    return 2;
  }
  if (rest.includes("--help")) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    return await command(rest);
  } catch (error) {
    if (error instanceof UsageError || isOptionError(error)) {
      process.stderr.write(`${error.message}\nTry: planning-data-check help\n`);
      return 2;
    }
    throw error;
  }
}

/** node:util's parseArgs names an unknown or incomplete option in words a person can use. */
function isOptionError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

// A reader that has seen enough (| head) closes the pipe: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
