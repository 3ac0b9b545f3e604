import { failureWords } from "../src/report/failure-words.ts";
import type { OpenRun } from "../src/reproduce/open-run.ts";
import { changePatch, changeZip, ticketText } from "../src/rules/change-files.ts";
import { cellChoices } from "../src/rules/choices.ts";
import type { RuleEdit } from "../src/rules/edit.ts";
import { fixResult } from "../src/rules/fix-result.ts";
import { layEdits } from "../src/rules/lay-edits.ts";
import { listRows } from "../src/rules/list-rows.ts";
import { runWithEdits } from "../src/rules/observe-run.ts";
import { propose } from "../src/rules/propose.ts";
import { hasDataset, ruleTable } from "../src/rules/rule-table.ts";
import { collectionOf, entryAt, rowOf, scopeCells } from "../src/rules/run-context.ts";
import { shows, symptomsOf } from "../src/rules/symptom.ts";
import { rowsTouched, untouchedProblems } from "../src/rules/touched.ts";
import { validateEdits } from "../src/rules/validate.ts";
import type { FixMethods, FixReply, TriedProposal } from "./reproduce-fix-protocol.ts";
import { baseInput, observedBase } from "./reproduce-observed.ts";
import { openRunOfSession } from "./reproduce-session.ts";

/** Version of this tool, put in by the build. */
declare const __APP_VERSION__: string;

/** Trials of proposals stop after this: the page must answer. */
const trialMilliseconds = 1500;

/** Trying changes of the configuration on the open run. */
export const fixMethods: FixMethods = {
  symptoms: async () => symptomsOf(await observedBase(openRunOfSession())),
  async fixRow(lineNumber) {
    const observed = await observedBase(openRunOfSession());
    if (lineNumber < 1 || lineNumber > observed.lines.length) return undefined;
    const entry = entryAt(observed, lineNumber);
    const facts = observed.facts.filter((fact) => fact.lineNumber === lineNumber);
    return {
      lineNumber,
      entryNumber: entry?.entryNumber ?? 0,
      reference: entry?.found?.get("reference") ?? "",
      entity: facts[0]?.entity ?? entry?.found?.get("entity") ?? "",
      published: facts.length > 0,
      fields: Object.fromEntries(facts.map(({ field, value }) => [field, value])),
    };
  },
  async propose(symptom) {
    const open = openRunOfSession();
    const observed = await observedBase(open);
    const start = performance.now();
    const tried: TriedProposal[] = [];
    for (const proposal of propose(observed, symptom)) {
      if (performance.now() - start > trialMilliseconds) {
        tried.push(proposal);
        continue;
      }
      const reply = await runWithEdits(baseInput(open), open.effects, open.base, proposal.edits);
      if (!reply.ok) {
        tried.push(proposal);
        continue;
      }
      const result = fixResult(observed, reply.observed);
      tried.push({
        ...proposal,
        trial: {
          solved: result.failure === undefined && !shows(observed, reply.observed, symptom),
          issuesGone: result.issuesGone.length,
          issuesNew: result.issuesNew.length,
          factsChanged: result.facts.length,
          linesGained: result.linesGained.length,
          linesLost: result.linesLost.length,
        },
      });
    }
    // Those that were seen to work come first, in the order of likelihood.
    const worth = ({ asks, trial }: TriedProposal) => (asks.length > 0 ? 1 : trial?.solved ? 0 : 2);
    return tried.sort((a, b) => worth(a) - worth(b));
  },
  choices: async (file, field) => cellChoices(await observedBase(openRunOfSession()), file, field),
  async scopes(file) {
    const observed = await observedBase(openRunOfSession());
    const { dataset, endpoints, resource } = observed.run.settings;
    const table = ruleTable(file);
    const own: Readonly<Record<string, string>> = hasDataset(table) ? { dataset } : {};
    if (table.scope === "none" || file === "lookup.csv" || file === "lookup-rule.csv") {
      return [{ label: "All files", cells: scopeCells(observed, file) }];
    }
    const blank = { endpoint: "", resource: "" };
    return [
      ...endpoints.map((endpoint) => ({
        label: `This endpoint (${endpoint.slice(0, 8)}…)`,
        cells: { ...own, ...blank, endpoint },
      })),
      ...(table.scope === "resource"
        ? [{ label: `This file only (${resource.slice(0, 8)}…)`, cells: { ...own, ...blank, resource } }]
        : []),
      { label: `Every file of ${dataset}`, cells: { ...own, ...blank } },
    ];
  },
  tableRow: async (file, line) =>
    rowOf((await observedBase(openRunOfSession())).configuration, { file, line }),
  listRows: async (file, search) => listRows(await observedBase(openRunOfSession()), file, search),
  validate: async (edits) => validateEdits(await observedBase(openRunOfSession()), edits),
  tryEdits: (edits) => tryEdits(openRunOfSession(), edits),
  async fixFiles(edits, words) {
    const open = openRunOfSession();
    const observed = await observedBase(open);
    const reply = await runWithEdits(baseInput(open), open.effects, open.base, edits);
    if (!reply.ok) throw new Error(failureWords(reply.failure).what);
    const collection = collectionOf(observed);
    const { file } = open;
    const context = {
      collection,
      dataset: file.run.dataset,
      name: file.resource.name,
      sha256: file.resource.sha256,
      configuration: file.configuration.label,
      configurationHash: open.base?.hash ?? "",
      tool: __APP_VERSION__,
      specification: file.specification.label,
      today: file.run.today,
      mode: file.run.mode,
      edits,
      ...words,
    };
    const result = fixResult(observed, reply.observed);
    const zip = changeZip(reply.edited, context, result);
    return {
      zip: new Blob([new Uint8Array(zip)], { type: "application/zip" }),
      patch: changePatch(reply.edited, collection),
      ticket: ticketText(reply.edited, context, result),
    };
  },
};

async function tryEdits(open: OpenRun, edits: readonly RuleEdit[]): Promise<FixReply> {
  const observed = await observedBase(open);
  const { faults } = layEdits(open.base ?? { label: "", hash: "", tables: new Map() }, edits);
  const problems = [
    ...validateEdits(observed, edits),
    ...faults.map(({ edit, detail }) => ({ edit, column: "", level: "error" as const, words: `${detail}.` })),
  ];
  const start = performance.now();
  const reply = await runWithEdits(baseInput(open), open.effects, open.base, edits);
  const time = performance.now() - start;
  if (!reply.ok) {
    return { problems, touched: [], time, failure: failureWords(reply.failure).what };
  }
  const touched = rowsTouched(reply.observed, edits, reply.edited);
  return {
    result: fixResult(observed, reply.observed),
    problems: [...problems, ...untouchedProblems(touched)],
    touched,
    time,
  };
}
