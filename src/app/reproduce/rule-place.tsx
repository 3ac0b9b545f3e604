import type { RuleUse } from "../../trace/row-trace.ts";

const levelWords: Readonly<Record<RuleUse["level"], string>> = {
  resource: "for this resource",
  endpoint: "for an endpoint",
  general: "for everything",
  run: "of this run only",
};

/** Where a rule stands: file, line and level; its cells unfold. */
export function RulePlace({ rule }: { readonly rule: RuleUse }) {
  const { file, line, level, cells } = rule;
  if (line === 0) return <span class="app-rule">{level === "run" ? "set for this run" : file}</span>;
  return (
    <details class="app-rule">
      <summary>
        {file} line {line}, {levelWords[level]}
      </summary>
      <dl class="app-rule__cells">
        {Object.entries(cells).map(([column, cell]) => (
          <div key={column}>
            <dt>{column}</dt>
            <dd>{cell}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
