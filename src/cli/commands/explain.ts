import { explain, explainable, similar } from "../../report/explain.ts";
import { UsageError } from "../usage-error.ts";

/** `explain ISSUE-TYPE`: what a type of issue or finding means. Without a name, lists them all. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const id = args.join(" ").trim();
  if (id === "") {
    process.stdout.write(`${explainable.join("\n")}\n`);
    return 0;
  }
  const text = explain(id);
  if (text === undefined) {
    const near = similar(id);
    const hint =
      near.length > 0 ? ` Did you mean: ${near.join("; ")}?` : " Without a name, explain lists them all.";
    throw new UsageError(`"${id}" is no issue type.${hint}`);
  }
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  return 0;
}
