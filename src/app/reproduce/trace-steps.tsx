import { phaseWords } from "../../trace/phase-words.ts";
import type { LookupAttempt, RowTrace, TraceChange, TraceIssue, TraceStep } from "../../trace/row-trace.ts";
import { rulesOf, toldChanges } from "../../trace/rules-of.ts";
import { isIdle } from "../../trace/write-trace-text.ts";
import { CellText } from "../cell.tsx";
import { Details } from "../components/details.tsx";
import { formatNumber } from "../format.ts";
import { issueHref } from "./row-href.ts";
import { RulePlace } from "./rule-place.tsx";

interface TraceStepsProps {
  readonly trace: RowTrace;
  /** Only what happened to this field. */
  readonly field: string | undefined;
}

/** The phases in order; those without change are folded away. */
export function TraceSteps({ trace, field }: TraceStepsProps) {
  const steps =
    field === undefined ? trace.steps : trace.steps.map((step) => stepOfField(step, trace, field));
  const blocks: (TraceStep | TraceStep[])[] = [];
  for (const step of steps) {
    const last = blocks.at(-1);
    if (!isIdle(step)) blocks.push(step);
    else if (Array.isArray(last)) last.push(step);
    else blocks.push([step]);
  }
  return (
    <>
      {field !== undefined && (
        <p class="govuk-body">
          Only what happened to {field} is shown. Choose the field above once more to see everything.
        </p>
      )}
      <ol class="app-steps">
        {blocks.map((block) =>
          Array.isArray(block) ? (
            <li key={block[0]?.phase} class="app-steps__idle">
              <Idle steps={block} />
            </li>
          ) : (
            <li
              key={block.phase}
              class={block.dropped ? "app-steps__step app-steps__step--lost" : "app-steps__step"}
            >
              <Step step={block} />
            </li>
          ),
        )}
      </ol>
    </>
  );
}

/** The step with what concerns one field, under whatever name it has in this phase. */
function stepOfField(step: TraceStep, trace: RowTrace, field: string): TraceStep {
  const story = trace.fields.find((one) => one.field === field);
  const columns = new Set(story?.columns ?? []);
  const names = new Set([field, ...(story?.steps.map((one) => one.field) ?? [])]);
  const isOwn = (name: string) => names.has(name) || columns.has(name);
  const { note: _, lookups: _lookups, ...rest } = step;
  return {
    ...rest,
    changes: step.changes.filter((change) => isOwn(change.field)),
    rules: step.rules.filter((rule) => isOwn(rule.field)),
    issues: step.issues.filter((issue) => issue.field.split(",").some(isOwn)),
    ...(step.merged ? { merged: step.merged.filter((one) => isOwn(one.field)) } : {}),
  };
}

function Idle({ steps }: { readonly steps: readonly TraceStep[] }) {
  const ran = steps.filter((step) => step.ran);
  const others = steps.filter((step) => !step.ran);
  return (
    <>
      {ran.length > 0 && (
        <Details
          summary={ran.length === 1 ? `${nameOf(ran[0])}: no change` : `${ran.length} phases without change`}
        >
          <ul class="govuk-list">
            {ran.map(({ phase }) => (
              <li key={phase}>
                <strong>{phaseWords[phase].name}</strong>: {phaseWords[phase].does}
              </li>
            ))}
          </ul>
        </Details>
      )}
      {others.length > 0 && (
        <p class="app-small">Not reached, or not part of this run: {others.map(nameOf).join(", ")}</p>
      )}
    </>
  );
}

function nameOf(step: TraceStep | undefined): string {
  return step === undefined ? "" : phaseWords[step.phase].name;
}

function Step({ step }: { readonly step: TraceStep }) {
  const { phase, changes, rules, issues, note, lookups = [], merged = [], dropped } = step;
  const told = toldChanges(phase, changes);
  const shown = new Set(told.flatMap((change) => rulesOf(change, rules)));
  const others = rules.filter((rule) => !shown.has(rule));
  const { name, does } = phaseWords[phase];
  return (
    <>
      <h4 class="govuk-heading-s app-steps__name">{name}</h4>
      <p class="app-small">{note ?? does}</p>
      {told.length > 0 && <Changes changes={told} step={step} />}
      {lookups.length > 0 && <Lookups lookups={lookups} />}
      {others.map((rule) => (
        <p class="govuk-body-s" key={`${rule.file}${rule.line}${rule.field}`}>
          {rule.field === "" ? "" : `${rule.field}: `}
          <RulePlace rule={rule} />
        </p>
      ))}
      {merged.map(({ field, rows, lines }) => (
        <p class="govuk-body-s" key={field}>
          {field} was merged from {formatNumber(rows)} rows: lines {lines.map(formatNumber).join(", ")}
          {rows > lines.length && " and more"}.
        </p>
      ))}
      <Issues issues={issues} />
      {dropped && (
        <p class="govuk-body-s">
          <strong>The row goes no further.</strong>{" "}
          {dropped.detail !== "" && `${dropped.reason}: ${dropped.detail} `}
          {dropped.rule && <RulePlace rule={dropped.rule} />}
        </p>
      )}
    </>
  );
}

function Changes({ changes, step }: { readonly changes: readonly TraceChange[]; readonly step: TraceStep }) {
  return (
    <dl class="app-changes">
      {changes.map((change) => {
        const { field, part = "value", branch = 0, from, before, after } = change;
        return (
          <div class="app-changes__change" key={`${field}|${part}|${branch}`}>
            <dt>
              {from !== undefined && from !== field && (
                <>
                  {from} <span aria-hidden="true">→</span>
                  <span class="govuk-visually-hidden">becomes</span>{" "}
                </>
              )}
              {field}
              {part !== "value" && <span class="app-small"> ({part})</span>}
              {branch > 0 && <span class="app-small"> (entry {branch + 1} of the row)</span>}
            </dt>
            <dd>
              {before !== undefined && before !== "" && (
                <>
                  <del class="app-changes__before">
                    <CellText text={before} />
                  </del>{" "}
                </>
              )}
              {after === undefined ? (
                <span class="app-blank">left out</span>
              ) : (
                <ins class="app-changes__after">
                  <CellText text={after} />
                </ins>
              )}
              {rulesOf(change, step.rules).map((rule) => (
                <div key={`${rule.file}${rule.line}`}>
                  <RulePlace rule={rule} />
                </div>
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Lookups({ lookups }: { readonly lookups: readonly LookupAttempt[] }) {
  return (
    <ul class="govuk-list govuk-list--bullet app-small">
      {lookups.map(({ key, entity, line, rows }) => (
        <li key={key}>
          Asked lookup.csv for <code>{key}</code>:{" "}
          {entity === "" ? "no row" : `${entity}, line ${formatNumber(line)}`}
          {rows > 1 && `, the last of ${formatNumber(rows)} rows with this key`}
        </li>
      ))}
    </ul>
  );
}

function Issues({ issues }: { readonly issues: readonly TraceIssue[] }) {
  if (issues.length === 0) return undefined;
  return (
    <ul class="govuk-list app-step-issues">
      {issues.map(({ issueType, field, value, message }, at) => (
        <li key={at}>
          <span aria-hidden="true">! </span>
          Issue:{" "}
          <a class="govuk-link" href={issueHref(issueType, field)}>
            {issueType}
          </a>
          , {field}
          {value !== "" && (
            <>
              {" "}
              “<CellText text={value} />”
            </>
          )}
          {message !== "" && <span class="app-small"> {message}</span>}
        </li>
      ))}
    </ul>
  );
}
