import { useMemo, useState } from "preact/hooks";
import { Checkboxes } from "../components/checkboxes.tsx";
import { Page } from "../components/page.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { TextInput } from "../components/text-input.tsx";
import { groupOrder, groupWords } from "../content/groups.ts";
import { countOf } from "../format.ts";
import { fragment } from "../fragment.ts";
import { type ListedCheck, listOfChecks } from "../list-of-checks.ts";

/** Every check and every automatic change with its id, under the list it appears in. */
export function ChecksPage() {
  const checks = useMemo(listOfChecks, []);
  const wanted = fragment.value.get("type") ?? "";
  const [text, setText] = useState("");
  const [kinds, setKinds] = useState<readonly string[]>(["platform", "ours"]);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = checks.filter((check) => {
    const all = `${check.id} ${check.title} ${check.what} ${check.fix}`.toLowerCase();
    return kinds.includes(check.ours ? "ours" : "platform") && words.every((word) => all.includes(word));
  });
  return (
    <Page heading="Checks and changes">
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body-l">
            Everything this tool looks for, and everything the platform changes by itself. The name in grey is
            what logs and reports call it.
          </p>
          <form class="app-no-print" onSubmit={(event) => event.preventDefault()}>
            <TextInput id="find-check" label="Find a check" type="search" value={text} onInput={setText} />
            <Checkboxes
              name="kinds"
              legend="Who says so"
              legendClass="govuk-fieldset__legend--s"
              small
              values={kinds}
              items={[
                { value: "platform", text: "The platform" },
                { value: "ours", text: "This tool only" },
              ]}
              onChange={(kind, on) => setKinds(on ? [...kinds, kind] : kinds.filter((each) => each !== kind))}
            />
          </form>
          <p class="govuk-body" role="status">
            {countOf(shown.length, "check")}
          </p>
          {groupOrder.map((group) => {
            const list = shown.filter((check) => check.group === group);
            return (
              list.length > 0 && (
                <section
                  key={group}
                  class={`app-group app-group--${group}`}
                  aria-labelledby={`checks-${group}`}
                >
                  <h2 class="govuk-heading-m app-group__heading" id={`checks-${group}`}>
                    <span aria-hidden="true" class="app-group__sign">
                      {groupWords[group].sign}
                    </span>
                    <span>
                      {groupWords[group].heading} <span class="app-group__count">({list.length})</span>
                    </span>
                  </h2>
                  <p class="govuk-body">{groupWords[group].lead}</p>
                  {list.map((check) => (
                    <Check key={check.id} check={check} open={check.id === wanted} />
                  ))}
                </section>
              )
            );
          })}
        </div>
      </div>
    </Page>
  );
}

function Check({ check, open }: { readonly check: ListedCheck; readonly open: boolean }) {
  const code = (text: string) => <code class="app-code">{text === "" ? "(blank)" : text}</code>;
  return (
    <details
      class="govuk-details app-check"
      open={open}
      ref={(element) => {
        if (open && element) element.scrollIntoView({ block: "center" });
      }}
    >
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{check.title}</span>{" "}
        <span class="app-small">{check.id}</span>
      </summary>
      <div class="govuk-details__text">
        <p class="govuk-body">{check.what}</p>
        <SummaryList
          rows={[
            { key: "Why", value: check.why },
            { key: "If you do nothing", value: check.platform },
            { key: "What to do", value: check.fix },
            ...(check.example ? [{ key: "Instead of", value: code(check.example.before) }] : []),
            ...(check.example ? [{ key: "Write", value: code(check.example.after) }] : []),
            ...(check.note === "" ? [] : [{ key: "Note", value: check.note }]),
            { key: "Comes from", value: check.ours ? `this tool: ${check.source}` : check.source },
            ...(check.severity === ""
              ? []
              : [
                  {
                    key: "The platform’s terms",
                    value: `severity ${check.severity}, responsibility ${check.responsibility}${check.qualityLevel === "" ? "" : `, quality level ${check.qualityLevel}`}`,
                  },
                ]),
          ]}
        />
      </div>
    </details>
  );
}
