import { useEffect, useRef, useState } from "preact/hooks";
import type { AddressHealth, CollectStep } from "../../../workers/endpoint-protocol.ts";
import { capitalised } from "../../issues/field-label.ts";
import type { RegisteredEndpoint } from "../../registry/registry.ts";
import { hasEnded, type RegistryQuery } from "../../registry/search.ts";
import { AdviceList } from "../address/advice-list.tsx";
import { datasetName, organisationName } from "../address/near-addresses.tsx";
import { currentCode, datasetOptions, findOrganisations, organisationOptions } from "../choice-options.ts";
import { Button } from "../components/button.tsx";
import { Checkboxes } from "../components/checkboxes.tsx";
import { Combobox } from "../components/combobox.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Page } from "../components/page.tsx";
import { Pagination } from "../components/pagination.tsx";
import { Progress } from "../components/progress.tsx";
import { Table } from "../components/table.tsx";
import { Tag } from "../components/tag.tsx";
import { TextInput } from "../components/text-input.tsx";
import { findRegistered, healthOf } from "../endpoint-client.ts";
import { countOf, formatBytes, formatDate, formatNumber } from "../format.ts";
import { fragment, withFragment } from "../fragment.ts";
import { datasets, loadReferenceData, organisations } from "../reference-data.ts";
import { routes } from "../routes.ts";

const pageSize = 50;
/** Asking more than this at once would take the browser an hour; the command line does it. */
const mostAsked = 200;

type Asking =
  | { readonly kind: "no" }
  | { readonly kind: "asking"; readonly step: CollectStep | undefined; readonly abort: AbortController }
  | { readonly kind: "asked" }
  | { readonly kind: "lost" };

/** Every registered address, searchable offline, and how those found are today. */
export function RegisteredPage() {
  const linked = (key: string) => fragment.value.get(key) ?? "";
  const [part, setPart] = useState(linked("part"));
  const [organisation, setOrganisation] = useState<string | undefined>(
    currentCode(linked("organisation")) || undefined,
  );
  const [dataset, setDataset] = useState<string | undefined>(linked("dataset") || undefined);
  const [ended, setEnded] = useState(linked("ended") === "yes");
  const [found, setFound] = useState<{ date: string; endpoints: readonly RegisteredEndpoint[] }>();
  const [failed, setFailed] = useState(false);
  const [asking, setAsking] = useState<Asking>({ kind: "no" });
  const [health, setHealth] = useState<ReadonlyMap<string, AddressHealth>>(new Map());
  const running = useRef<AbortController | undefined>(undefined);
  const today = new Date().toISOString().slice(0, 10);
  const query: RegistryQuery = {
    today,
    ...(part.trim() && { part: part.trim() }),
    ...(organisation && { organisation }),
    ...(dataset && { dataset }),
    ...(ended ? {} : { ended: false }),
  };
  const key = JSON.stringify(query);
  const address = (number?: number) =>
    withFragment(routes.registered, {
      part: part.trim(),
      organisation,
      dataset,
      ended: ended ? "yes" : undefined,
      page: number === 1 ? undefined : number,
    });
  const page = Math.max(1, Math.trunc(Number(linked("page")) || 1));
  useEffect(() => {
    void loadReferenceData();
    return () => running.current?.abort();
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      // A page of the list belongs to its question: another question starts at the first.
      if (address(page) !== location.pathname + location.hash)
        history.replaceState(history.state, "", address());
      findRegistered(JSON.parse(key)).then(
        (answer) => {
          setFound(answer);
          setFailed(false);
        },
        () => setFailed(true),
      );
    }, 250);
    return () => clearTimeout(timer);
  }, [key]);

  const ask = async () => {
    const abort = new AbortController();
    running.current = abort;
    setHealth(new Map());
    setAsking({ kind: "asking", step: undefined, abort });
    try {
      const results = await healthOf(
        { ...query, ended: false },
        (step, last) => {
          setAsking((now) => (now.kind === "asking" ? { ...now, step } : now));
          setHealth((now) => new Map(now).set(last.endpoint.url, last));
        },
        abort.signal,
      );
      setAsking({ kind: results ? "asked" : "no" });
    } catch {
      setAsking({ kind: "lost" });
    }
  };
  const going = found?.endpoints.filter((endpoint) => !hasEnded(endpoint, today)).length ?? 0;
  const shown = found?.endpoints.slice((page - 1) * pageSize, page * pageSize) ?? [];
  const pages = Math.ceil((found?.endpoints.length ?? 0) / pageSize);

  return (
    <Page heading="Registered addresses" back={{ href: routes.address, text: "Check an address" }}>
      <p class="govuk-body-l">
        Where the platform collects data from{found ? `, as of ${found.date}` : ""}. Searched on this
        computer.
      </p>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-one-half">
          <Combobox
            id="organisation"
            label="Organisation"
            options={organisationOptions(organisations.value.value, today)}
            filter={(typed) => findOrganisations(organisations.value.value, typed, today)}
            value={organisation}
            onChange={setOrganisation}
            limit={60}
            emptyText="No organisation has this name or code."
          />
          <Combobox
            id="dataset"
            label="Dataset"
            options={datasetOptions(datasets.value.value, false)}
            value={dataset}
            onChange={setDataset}
            emptyText="No dataset has this name. Try fewer letters."
          />
        </div>
        <div class="govuk-grid-column-one-half">
          <TextInput id="part" type="search" label="Part of the address" value={part} onInput={setPart} />
          <Checkboxes
            name="ended"
            legend="Retired addresses"
            legendClass="govuk-visually-hidden"
            small
            values={ended ? ["ended"] : []}
            items={[{ value: "ended", text: "Also addresses that have been retired" }]}
            onChange={(_value, checked) => setEnded(checked)}
          />
        </div>
      </div>
      {failed && (
        <InsetText>
          The list of registered addresses could not be loaded. Connect to the internet and load the page
          again.
        </InsetText>
      )}
      {asking.kind === "asking" ? (
        <>
          <Progress
            phase="Asking each address as the platform would"
            {...(asking.step?.of
              ? {
                  done: asking.step.done / asking.step.of,
                  detail: `${formatNumber(asking.step.done)} of ${countOf(asking.step.of, "address", "addresses")}`,
                }
              : {})}
          />
          <Button kind="secondary" type="button" onClick={() => asking.abort.abort()}>
            Cancel
          </Button>
        </>
      ) : (
        going > 0 &&
        (going <= mostAsked ? (
          <Button kind="secondary" type="button" onClick={() => void ask()}>
            {`Check how ${going === 1 ? "this address is" : `these ${formatNumber(going)} addresses are`} today`}
          </Button>
        ) : (
          <p class="govuk-body">
            To check how addresses are today, choose an organisation first: at most {mostAsked} are asked at a
            time.
          </p>
        ))
      )}
      {asking.kind === "lost" && <InsetText>Asking the addresses ended unexpectedly. Try again.</InsetText>}
      {found && (
        <Table
          caption={countOf(found.endpoints.length, "address", "addresses")}
          head={[
            { text: "Address" },
            { text: "Datasets" },
            { text: "Organisation" },
            { text: "Since" },
            { text: "Today" },
          ]}
          rows={shown.map((endpoint) => row(endpoint, today, health.get(endpoint.url)))}
        />
      )}
      {pages > 1 && <Pagination page={page} pages={pages} href={address} label="Addresses" />}
    </Page>
  );
}

function row(endpoint: RegisteredEndpoint, today: string, health: AddressHealth | undefined) {
  const { url, sources, entryDate } = endpoint;
  const codes = [...new Set(sources.flatMap((source) => source.datasets))];
  const publishers = [...new Set(sources.map((source) => source.organisation))];
  const [dataset] = codes;
  const [organisation] = publishers;
  const ended = hasEnded(endpoint, today);
  return [
    <span key="url" class="app-break">
      {ended ? (
        url
      ) : (
        <a class="govuk-link" href={withFragment(routes.address, { url: url.trim(), dataset, organisation })}>
          {url}
        </a>
      )}
      {health && <AdviceList advice={health.advice} />}
    </span>,
    capitalised(codes.map(datasetName).join(", ")),
    publishers.map(organisationName).join(", "),
    formatDate(entryDate),
    health ? (
      <Health key="health" health={health} />
    ) : ended ? (
      `retired ${formatDate(endpoint.endDate)}`
    ) : (
      "not asked"
    ),
  ];
}

function Health({ health }: { readonly health: AddressHealth }) {
  if (!health.answers) return <Tag text="No data" colour="red" />;
  return (
    <>
      <Tag
        text={health.verdict === "fine" ? "Fine" : "Answers"}
        colour={health.verdict === "fine" ? "green" : "yellow"}
      />{" "}
      {health.bytes !== undefined && formatBytes(health.bytes)}
    </>
  );
}
