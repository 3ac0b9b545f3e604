import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { intakeRoutes, type ListItem, listSorts, type RequestList } from "../../../intake/intake-api.ts";
import { requestStatuses, statusWords } from "../../../intake/request-status.ts";
import { type ApiReply, replyWords } from "../../api-client.ts";
import { Button } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { Pagination } from "../../components/pagination.tsx";
import { Select } from "../../components/select.tsx";
import { Table } from "../../components/table.tsx";
import { TextInput } from "../../components/text-input.tsx";
import { countOf, formatMoment, formatNumber } from "../../format.ts";
import { fragment, withFragment } from "../../fragment.ts";
import { StatusTag } from "../../request/status-tag.tsx";
import { listQuery, listRequests } from "../../review/review-client.ts";
import { ReviewGate, SignedInLine } from "../../review/review-gate.tsx";
import { TickedRequests } from "../../review/ticked-requests.tsx";
import { routes } from "../../routes.ts";

/** The desk of the Planning Data team: every request with its age and state. */
export function ReviewListPage() {
  return <ReviewGate>{() => <Desk />}</ReviewGate>;
}

interface View {
  readonly status: string;
  readonly search: string;
  readonly page: number;
  readonly sort: (typeof listSorts)[number];
}

const pauseMilliseconds = 300;

function readView(state: URLSearchParams): View {
  const page = Number(state.get("page"));
  return {
    status: requestStatuses.find((status) => status === state.get("status")) ?? "",
    search: (state.get("search") ?? "").slice(0, 200),
    page: Number.isInteger(page) && page > 0 ? page : 1,
    sort: listSorts.find((sort) => sort === state.get("sort")) ?? "oldest",
  };
}

function hrefOf({ status, search, page, sort }: View): string {
  return withFragment(routes.review, {
    status,
    search,
    page: page === 1 ? undefined : page,
    sort: sort === "oldest" ? undefined : sort,
  });
}

function Desk() {
  const { route } = useLocation();
  const view = readView(fragment.value);
  const [reply, setReply] = useState<ApiReply<RequestList> | undefined>(undefined);
  const [list, setList] = useState<RequestList | undefined>(undefined);
  const [ticked, setTicked] = useState<ReadonlyMap<string, ListItem>>(new Map());
  const key = listQuery(view);
  const load = () =>
    listRequests(view).then((answer) => {
      setReply(answer);
      if (answer.kind === "ok") setList(answer.value);
    });
  useEffect(() => {
    void load();
    // Whoever comes back to the list sees the newest.
    const lookAgain = () => !document.hidden && void load();
    document.addEventListener("visibilitychange", lookAgain);
    return () => document.removeEventListener("visibilitychange", lookAgain);
  }, [key]);
  const show = (changes: Partial<View>) => route(hrefOf({ ...view, page: 1, ...changes }), true);
  const tick = (items: readonly ListItem[], on: boolean) =>
    setTicked((now) => {
      const next = new Map(now);
      for (const item of items) {
        if (on) next.set(item.reference, item);
        else next.delete(item.reference);
      }
      return next;
    });
  const all = list ? Object.values(list.counts).reduce((sum, count) => sum + count, 0) : 0;
  return (
    <Page heading="Requests" title="Requests to review">
      <SignedInLine />
      <Filter view={view} counts={list?.counts} all={all} onShow={show} />
      {reply && reply.kind !== "ok" && (
        <div class="govuk-inset-text" role="alert">
          <p class="govuk-body">
            {list ? "The list could not be renewed. " : "The list could not be loaded. "}
            {replyWords(reply)}.
          </p>
          <Button type="button" kind="secondary" onClick={() => void load()}>
            Try again
          </Button>
        </div>
      )}
      {!list && !reply && <p class="govuk-body">Loading the requests</p>}
      {list && <List list={list} view={view} ticked={ticked} onTick={tick} />}
      {ticked.size > 0 && (
        <TickedRequests ticked={[...ticked.values()]} onClear={() => setTicked(new Map())} />
      )}
    </Page>
  );
}

const sortWords = { oldest: "Oldest first", newest: "Newest first", changed: "Last changed first" } as const;

interface FilterProps {
  readonly view: View;
  readonly counts: RequestList["counts"] | undefined;
  readonly all: number;
  readonly onShow: (changes: Partial<View>) => void;
}

function Filter({ view, counts, all, onShow }: FilterProps) {
  const [search, setSearch] = useState(view.search);
  // What is shown when the pause after typing is over, not what was shown when it began.
  const latest = useRef(onShow);
  latest.current = onShow;
  useEffect(() => {
    if (search === view.search) return undefined;
    const timer = setTimeout(() => latest.current({ search }), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [search]);
  const count = (status: string) =>
    counts ? ` (${formatNumber(counts[status as keyof typeof counts] ?? 0)})` : "";
  return (
    <form
      class="app-filter app-no-print"
      aria-label="Filter the requests"
      onSubmit={(event) => event.preventDefault()}
    >
      <Select
        id="filter-status"
        label="Status"
        value={view.status}
        items={[
          { value: "", text: counts ? `All (${formatNumber(all)})` : "All" },
          ...requestStatuses.map((status) => ({
            value: status,
            text: statusWords[status].label + count(status),
          })),
        ]}
        onChange={(status) => onShow({ status })}
      />
      <TextInput id="filter-search" label="Search" type="search" value={search} onInput={setSearch} />
      <Select
        id="filter-sort"
        label="Order"
        value={view.sort}
        items={listSorts.map((sort) => ({ value: sort, text: sortWords[sort] }))}
        onChange={(value) => onShow({ sort: listSorts.find((sort) => sort === value) ?? "oldest" })}
      />
      <p class="govuk-body app-filter__clear">
        {/* The server answers this address, not the app. */}
        <a
          class="govuk-link"
          href={`${intakeRoutes.reviewRequestsCsv}?${listQuery(view)}`}
          download="requests.csv"
        >
          Save the list (CSV)
        </a>
      </p>
    </form>
  );
}

interface ListProps {
  readonly list: RequestList;
  readonly view: View;
  readonly ticked: ReadonlyMap<string, ListItem>;
  readonly onTick: (items: readonly ListItem[], on: boolean) => void;
}

function List({ list, view, ticked, onTick }: ListProps) {
  const { requests, total, pageSize } = list;
  const top = useRef<HTMLParagraphElement>(null);
  const shown = useRef(list.page);
  // Another page begins at its top, for the eye and for the keyboard.
  useEffect(() => {
    if (shown.current === list.page) return;
    shown.current = list.page;
    top.current?.focus();
    top.current?.scrollIntoView();
  }, [list.page]);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (total === 0) {
    return (
      <p class="govuk-body" role="status">
        {view.search === "" && view.status === ""
          ? "No request has been sent yet."
          : "No request is found. Try fewer words or another status."}
      </p>
    );
  }
  const allTicked = requests.every(({ reference }) => ticked.has(reference));
  return (
    <>
      <p class="govuk-body app-list-top" role="status" ref={top} tabIndex={-1}>
        {countOf(total, "request")}
        {pages > 1 && `, page ${formatNumber(list.page)} of ${formatNumber(pages)}`}.{" "}
        <button
          type="button"
          class="app-link-button app-no-print"
          onClick={() => onTick(requests, !allTicked)}
        >
          {allTicked ? "Untick all on this page" : "Tick all on this page"}
        </button>
      </p>
      <Table
        caption="Requests"
        captionHidden
        head={[
          { text: "Tick" },
          { text: "Request" },
          { text: "Organisation and dataset" },
          { text: "Status" },
          { text: "Age" },
          { text: "Last changed" },
        ]}
        rows={requests.map((item) => [
          <Tick item={item} ticked={ticked.has(item.reference)} onTick={onTick} key="tick" />,
          <Reference item={item} key="reference" />,
          <span class="app-break" key="what">
            {item.organisationName}
            <br />
            {item.datasets.join(", ")}
          </span>,
          <StatusTag status={item.status} key="status" />,
          item.ageDays === 0 ? "Today" : countOf(item.ageDays, "day"),
          <LastChange item={item} key="changed" />,
        ])}
      />
      <Pagination
        page={list.page}
        pages={pages}
        href={(page) => hrefOf({ ...view, page })}
        label="Pages of requests"
      />
    </>
  );
}

function Tick(props: {
  readonly item: ListItem;
  readonly ticked: boolean;
  readonly onTick: ListProps["onTick"];
}) {
  const { reference } = props.item;
  const id = `tick-${reference}`;
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small app-tick">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id={id}
          type="checkbox"
          checked={props.ticked}
          onChange={(event) => props.onTick([props.item], event.currentTarget.checked)}
        />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          <span class="govuk-visually-hidden">Tick {reference}</span>
        </label>
      </div>
    </div>
  );
}

const kindWords = { add: "Add", "change-details": "Change details", retire: "Retire" } as const;

function Reference({ item }: { readonly item: ListItem }) {
  return (
    <>
      <a class="govuk-link app-nowrap" href={routes.reviewRequest(item.reference)}>
        {item.reference}
      </a>
      <br />
      <span class="app-small">
        {kindWords[item.kind]}
        {item.sentVersions > 1 && `, sent ${item.sentVersions} times`}
      </span>
    </>
  );
}

function LastChange({ item }: { readonly item: ListItem }) {
  return (
    <>
      {formatMoment(new Date(item.changedAt))}
      <br />
      <span class="app-small">{item.publisherWasLast ? "by the publisher" : "by the team"}</span>
    </>
  );
}
