import { useState } from "preact/hooks";
import type {
  EntitiesView,
  EntityRowView,
  ProposalView,
} from "../../../workers/reproduce-entities-protocol.ts";
import { Button } from "../components/button.tsx";
import { Pagination } from "../components/pagination.tsx";
import { Select } from "../components/select.tsx";
import { Tag } from "../components/tag.tsx";
import { TextInput } from "../components/text-input.tsx";
import { countOf, formatNumber } from "../format.ts";
import { fragment, replaceFragment, withFragment } from "../fragment.ts";
import { routes } from "../routes.ts";
import type { EntitiesState } from "./entities-state.ts";
import { stateOrder, stateWords } from "./entity-words.ts";

const pageSize = 50;
const heads = [
  "Number wanted",
  "Reference",
  "What it is",
  "Entity number",
  "In lookup",
  "On platform",
  "More",
] as const;
/** History: shown when asked for. */
const folded: ReadonlySet<string> = new Set(["only-in-lookup"]);

interface TableProps {
  readonly view: EntitiesView;
  readonly state: EntitiesState;
  /** Absent while it is made, or when no number can be proposed. */
  readonly proposal: ProposalView | undefined;
}

/** The one table; ticks are kept by row, so they survive paging, search and filters. */
export function EntitiesTable({ view, state, proposal }: TableProps) {
  const fragmentState = fragment.value;
  const chosen = fragmentState.get("state") ?? "";
  const text = fragmentState.get("text") ?? "";
  const matching = view.rows.filter((row) => matches(row, chosen, text));
  const pages = Math.max(1, Math.ceil(matching.length / pageSize));
  const page = Math.min(pages, Math.max(1, Number(fragmentState.get("page") ?? "1") || 1));
  const numbers = new Map(proposal?.numbers);
  const excluded = state.excluded.value;
  const tickable = view.rows.filter(({ selectable }) => selectable);
  const ticked = tickable.filter(({ key }) => !excluded.has(key)).length;
  const tick = (rows: readonly EntityRowView[], wanted: boolean) => {
    const next = new Set(excluded);
    for (const { key, selectable } of rows) {
      if (!selectable) continue;
      if (wanted) next.delete(key);
      else next.add(key);
    }
    state.excluded.value = next;
  };
  const address = (number: number) =>
    withFragment(routes.reproduceRun, {
      section: "entities",
      state: chosen,
      text,
      page: number === 1 ? undefined : number,
    });
  return (
    <section>
      <Filter view={view} chosen={chosen} text={text} />
      <p class="govuk-body" role="status">
        {countOf(matching.length, "row")} shown of {formatNumber(view.rows.length)}; {formatNumber(ticked)} of{" "}
        {countOf(tickable.length, "reference")} without a number ticked
      </p>
      {tickable.length > 0 && (
        <div class="govuk-button-group app-no-print">
          <Button type="button" kind="secondary" onClick={() => tick(matching, true)}>
            Tick all matching
          </Button>
          <Button type="button" kind="secondary" onClick={() => tick(matching, false)}>
            Untick all matching
          </Button>
        </div>
      )}
      {matching.length === 0 ? (
        <p class="govuk-body">No row matches.</p>
      ) : (
        <section
          class="app-table-scroll app-table-scroll--flat"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label="Entities, scrolls sideways"
        >
          <table class="govuk-table app-stack app-entities">
            <caption class="govuk-visually-hidden">
              Entities of the file, of the lookup table and of the platform
            </caption>
            <thead class="govuk-table__head">
              <tr class="govuk-table__row">
                {heads.map((head) => (
                  <th key={head} scope="col" class="govuk-table__header">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody class="govuk-table__body">
              {matching.slice((page - 1) * pageSize, page * pageSize).map((row) => (
                <Row
                  key={row.key}
                  row={row}
                  ticked={row.selectable && !excluded.has(row.key)}
                  proposed={numbers.get(row.key)}
                  onTick={(wanted) => tick([row], wanted)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Pagination page={page} pages={pages} href={address} label="Pages of entities" />
    </section>
  );
}

function matches(
  { state, reference, name, entity, organisation }: EntityRowView,
  chosen: string,
  text: string,
): boolean {
  if (chosen === "" ? folded.has(state) && text === "" : state !== chosen) return false;
  const wanted = text.toLowerCase();
  return (
    wanted === "" ||
    [reference, name, entity, organisation].some((cell) => cell.toLowerCase().includes(wanted))
  );
}

function Filter({
  view,
  chosen,
  text,
}: {
  readonly view: EntitiesView;
  readonly chosen: string;
  readonly text: string;
}) {
  const [typed, setTyped] = useState(text);
  const count = (state: string) => view.rows.filter((row) => row.state === state).length;
  const states = stateOrder.filter((state) => count(state) > 0);
  return (
    <form
      class="app-filter app-no-print"
      aria-label="Filter the entities"
      onSubmit={(event) => event.preventDefault()}
    >
      <Select
        id="entity-state"
        label="What it is"
        value={chosen}
        items={[
          { value: "", text: "All but history" },
          ...states.map((state) => ({
            value: state,
            text: `${stateWords[state].text} (${formatNumber(count(state))}): ${stateWords[state].what}`,
          })),
        ]}
        onChange={(value) => replaceFragment({ state: value, page: undefined })}
      />
      <TextInput
        id="entity-text"
        label="Reference, name, number"
        type="search"
        value={typed}
        spellcheck={false}
        onInput={(value) => {
          setTyped(value);
          replaceFragment({ text: value, page: undefined });
        }}
      />
    </form>
  );
}

interface RowProps {
  readonly row: EntityRowView;
  readonly ticked: boolean;
  readonly proposed: string | undefined;
  readonly onTick: (wanted: boolean) => void;
}

function Row({ row, ticked, proposed, onTick }: RowProps) {
  const words = stateWords[row.state];
  const number = row.state === "lost-lookup" ? row.entity : proposed;
  const id = `entity-${row.key.replace(/\W+/g, "-")}`;
  return (
    <tr class="govuk-table__row">
      <td class="govuk-table__cell" data-label="Number wanted">
        {row.selectable && (
          <div class="govuk-checkboxes govuk-checkboxes--small">
            <div class="govuk-checkboxes__item">
              <input
                class="govuk-checkboxes__input"
                type="checkbox"
                id={id}
                checked={ticked}
                onChange={(event) => onTick(event.currentTarget.checked)}
              />
              <label class="govuk-label govuk-checkboxes__label" for={id}>
                <span class="govuk-visually-hidden">Number for {row.reference}</span>
              </label>
            </div>
          </div>
        )}
      </td>
      <th scope="row" class="govuk-table__header">
        {row.reference === "" ? "(none)" : row.reference}
        {row.name !== "" && <div class="app-small">{row.name}</div>}
        <div class="app-small">
          {row.lineNumber > 0
            ? `row ${row.lineNumber}${row.lines > 1 ? `, ${row.lines} rows` : ""}`
            : row.organisation}
        </div>
      </th>
      <td class="govuk-table__cell" data-label="What it is">
        <Tag text={words.text} colour={words.colour} />
      </td>
      <td class="govuk-table__cell" data-label="Entity number">
        {row.selectable ? (
          ticked && number !== undefined ? (
            <>
              {number}{" "}
              <span class="app-small">{row.state === "lost-lookup" ? "used again" : "proposed"}</span>
            </>
          ) : (
            ""
          )
        ) : (
          row.entity
        )}
        {row.redirectedTo !== "" && <div class="app-small">leads to {row.redirectedTo}</div>}
      </td>
      <td class="govuk-table__cell" data-label="In lookup">
        {row.inLookup ? "yes" : "no"}
      </td>
      <td class="govuk-table__cell" data-label="On platform">
        {row.onPlatform === "unknown" ? "not known" : row.onPlatform}
      </td>
      <td class="govuk-table__cell" data-label="More">
        {row.note}
        {row.differences.length > 0 && (
          <ul class="govuk-list app-small">
            {row.differences.map(({ field, resource, platform }) => (
              <li key={field}>
                {field}:{" "}
                {field === "geometry" || field === "point"
                  ? platform === ""
                    ? "the platform has none"
                    : "another place or shape on the platform"
                  : `${resource || "(blank)"} here, ${platform || "(blank)"} on the platform`}
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}
