import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bytesSource } from "../../src/engine/convert/source.ts";
import type { Json } from "../../src/repository/add-data-response.ts";
import { addRedirections } from "../../src/repository/redirections.ts";
import { addDataCommand, type CommandReply, importCommand } from "../../src/request/add-data-command.ts";
import type { AddDataOutcome } from "./add-data.ts";
import { type AddDataCase, caseEffects } from "./add-data-case.ts";

/** Runs the commands of the pipeline's command line that add data. */
export async function runCommandLineCase(recorded: AddDataCase): Promise<AddDataOutcome> {
  const { files: repository, collection } = recorded;
  const file = (name: string) => readFileSync(join(recorded.folder, name), "utf8");
  if (recorded.path === "redirections") {
    const reply = addRedirections(repository, collection, file("redirections.csv"));
    const fields = reply.ok ? [] : reply.missingColumns.slice(0, 1);
    return outcome(reply.ok ? reply.files : repository, reply.ok, [], fields);
  }
  const dialogue: [string, string][] = [];
  const input = {
    csv: file("import.csv"),
    collection,
    repository,
    collect: async (url: string) => {
      const bytes = recorded.resources.get(url);
      return bytes && bytesSource(bytes);
    },
    ask: (question: string) => {
      const answer = answerTo(question, recorded);
      dialogue.push([question, answer]);
      return answer === "yes";
    },
  };
  const run = recorded.path === "import" ? importCommand : addDataCommand;
  const reply: CommandReply = await run(input, caseEffects(recorded));
  const fields = reply.outcome === "refused" ? reply.fields : [];
  return outcome(reply.files, reply.outcome === "done", dialogue, fields);
}

function answerTo(question: string, { answers }: AddDataCase): string {
  if (question.startsWith("Do you want to save")) return answers.save;
  if (question.startsWith("Do you want")) return "yes";
  return answers.retire.includes(question.replace("? (yes/no):", "")) ? "yes" : "no";
}

function outcome(
  files: AddDataOutcome["files"],
  done: boolean,
  dialogue: readonly [string, string][],
  fields: readonly string[],
): AddDataOutcome {
  const answer: Json = {
    outcome: done ? "done" : "raised",
    dialogue,
    fields: fields.filter((field) => !["collection", "lookup.csv"].includes(field)).sort(),
  };
  return { files, answers: new Map([["outcome.json", answer]]) };
}
