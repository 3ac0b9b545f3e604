import { writeFileSync } from "node:fs";
import { nodeEffects } from "../../effects/node/effects.ts";
import { mostRows, reduceResource } from "../../reduce/reduce.ts";
import { openTarget } from "../open-target.ts";
import { progressBar } from "../progress-bar.ts";
import { UsageError } from "../usage-error.ts";
import { inputOf, tablesOf } from "./check.ts";
import { readCheckOptions } from "./check-options.ts";

/**
 * `reduce FILE --dataset NAME --issue TYPE --output FILE`: the smallest part of a file that still shows an issue.
 * @returns 0 when it was found, 1 when the file does not show the issue
 */
export async function reduceCommand(args: readonly string[]): Promise<number> {
  const { values, rest } = taken(args, ["issue", "field"]);
  const { issue, field } = values;
  const options = readCheckOptions(rest);
  if (issue === undefined) {
    throw new UsageError('Say which issue must still show with --issue, for example --issue "invalid date".');
  }
  const { output } = options;
  if (output === undefined) throw new UsageError("Say where the rows go with --output FILE.");
  const effects = nodeEffects(tablesOf(options), options.today);
  const target = await openTarget(options.target);
  const bar = progressBar(process.stderr, !options.quiet);
  try {
    const wanted = { type: issue, ...(field === undefined ? {} : { field }) };
    const reply = await reduceResource(inputOf(options, target), wanted, effects, (tries) =>
      bar.show({ phase: "checking", records: tries }),
    );
    bar.end();
    if (!reply.ok) {
      process.stderr.write(`${reply.message}\n`);
      return 1;
    }
    writeFileSync(output, reply.bytes);
    if (!options.quiet) process.stdout.write(told(reply, options.target, output));
    return 0;
  } finally {
    bar.end();
    target.close();
  }
}

function told(
  {
    lines,
    ofRows,
    form,
    resource,
    cutShort,
  }: Extract<Awaited<ReturnType<typeof reduceResource>>, { ok: true }>,
  target: string,
  output: string,
): string {
  const rows = lines.length === 1 ? "1 row" : `${lines.length} rows`;
  const more =
    lines.length > mostRows
      ? ` More than ${mostRows} rows are needed${cutShort ? ", or were not tried" : ""}.`
      : "";
  return [
    `${output} holds ${rows} of the ${ofRows.toLocaleString("en-GB")} in ${target}: ${lines.join(", ")} (the header is 1).${more}`,
    ...(form === "csv" ? ["They are written as the CSV that the pipeline makes of the file."] : []),
    `Rules for this resource only need: --resource ${resource}`,
    "",
  ].join("\n");
}

/** Takes options of this command out of the arguments; the rest are those of `check`. */
function taken<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): { values: Partial<Record<Name, string>>; rest: string[] } {
  const values: Partial<Record<Name, string>> = {};
  const rest: string[] = [];
  const left = [...args];
  for (let argument = left.shift(); argument !== undefined; argument = left.shift()) {
    const [option, ...parts] = argument.split("=");
    const name = names.find((one) => option === `--${one}`);
    if (name === undefined) {
      rest.push(argument);
      continue;
    }
    const value = parts.length > 0 ? parts.join("=") : left.shift();
    if (value === undefined) throw new UsageError(`--${name} needs a value.`);
    values[name] = value;
  }
  return { values, rest };
}
