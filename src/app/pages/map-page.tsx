import { useEffect, useMemo, useState } from "preact/hooks";
import { allLines } from "../../report/report.ts";
import type { ShapePage, ShapeQuery } from "../../report/rows.ts";
import type { CheckClient } from "../check-client.ts";
import { CheckGate } from "../check-gate.tsx";
import { Checkboxes } from "../components/checkboxes.tsx";
import { Page } from "../components/page.tsx";
import { Radios } from "../components/radios.tsx";
import { Select } from "../components/select.tsx";
import { FileGone, NoAnswer, Waiting } from "../file-gone.tsx";
import { countOf, formatNumber } from "../format.ts";
import { fragment, replaceFragment } from "../fragment.ts";
import { BoundaryForm, useBoundary } from "../map/boundary-form.tsx";
import { LazyMap } from "../map/lazy-map.tsx";
import { loadShapes, type MapShape, shapeStates, stateWords, withOwn } from "../map/map-shapes.ts";
import { ShapeList } from "../map/shape-list.tsx";
import { type Shown, shownFrom, shownItems } from "../map/shown.ts";
import { routes } from "../routes.ts";
import type { DoneState } from "../state.ts";

/** Every shape of the file on a map, and beside it the list that says the same. */
export function MapPage() {
  return <CheckGate>{(done) => <MapOfCheck done={done} />}</CheckGate>;
}

function MapOfCheck({ done }: { readonly done: DoneState }) {
  return (
    <Page
      tight
      heading="Map"
      caption={done.report.checked.name}
      back={{ href: routes.result, text: "Back to the result" }}
    >
      {done.client ? <Shapes client={done.client} done={done} /> : <FileGone />}
    </Page>
  );
}

function Shapes({ client, done }: { readonly client: CheckClient; readonly done: DoneState }) {
  const lineId = fragment.value.get("line") ?? undefined;
  const shown = shownFrom(fragment.value.get("show") ?? undefined);
  const hidden = new Set((fragment.value.get("hide") ?? "").split(","));
  const boundary = useBoundary(done.settings.organisation, done.id);
  const { shapes, page, complete, failed } = useShapes(client, done.id, lineId, shown);
  const [selected, setSelected] = useState<number | undefined>(undefined);
  const visible = useMemo(
    () => shapes.filter((shape) => !hidden.has(shape.view.state)),
    [shapes, [...hidden].join()],
  );
  // A row named in the address is gone to as soon as its shape is there.
  const row = Number(fragment.value.get("row"));
  useEffect(() => {
    const found = shapes.find((shape) => shape.view.entryNumber === row);
    if (found && complete) setSelected(found.id);
  }, [complete, row]);

  const select = (id: number) => {
    setSelected(id);
    replaceFragment({ row: shapes.find((shape) => shape.id === id)?.view.entryNumber });
  };
  const lines = allLines(done.report).filter((line) => line.rows > 0);
  if (failed) return <NoAnswer />;
  if (!page) return <Waiting />;
  if (page.total === 0 && lineId === undefined)
    return <p class="govuk-body">There are no shapes or points in this file, so there is nothing to draw.</p>;
  const undrawn = visible.filter((shape) => !shape.published && !shape.own);
  return (
    <>
      <form
        class="app-filter app-wide app-no-print"
        aria-label="What the map shows"
        onSubmit={(event) => event.preventDefault()}
      >
        <Radios
          name="show"
          legend="Show"
          legendClass="govuk-fieldset__legend--s"
          inline
          small
          value={shown}
          items={shownItems}
          onChange={(value) => replaceFragment({ show: value === "published" ? undefined : value })}
        />
        <div class="app-filter__states">
          <Checkboxes
            name="states"
            legend="Shapes"
            legendClass="govuk-fieldset__legend--s"
            small
            values={shapeStates.filter((state) => !hidden.has(state))}
            items={shapeStates
              .filter((state) => page.states[state] > 0)
              .map((state) => ({
                value: state,
                text: `${stateWords[state].sign} ${stateWords[state].words} (${formatNumber(page.states[state])})`,
              }))}
            onChange={(value, on) => replaceFragment({ hide: toggled(hidden, value, !on) })}
          />
        </div>
        <Select
          id="map-line"
          label="Only rows with"
          value={lineId ?? ""}
          items={[
            { value: "", text: "Anything or nothing" },
            ...lines.map((line) => ({ value: line.id, text: line.words.sentence })),
          ]}
          onChange={(value) => {
            setSelected(undefined);
            replaceFragment({ line: value, row: undefined });
          }}
        />
      </form>
      <p class="govuk-body app-wide" role="status">
        {complete ? countOf(visible.length, "shape") : `${countOf(shapes.length, "shape")} so far…`}
        {undrawn.length > 0 &&
          `. ${countOf(undrawn.length, "shape")} cannot be drawn: ${undrawn.length === 1 ? "it is" : "they are"} in the list, with the reason.`}
      </p>
      <div class="app-map-layout app-wide">
        <LazyMap
          shapes={visible}
          shown={shown}
          selected={selected}
          onSelect={select}
          fit={`${lineId} ${shown} ${complete}`}
          label="Map of the shapes. The list after it says the same."
          boundary={boundary?.wkt}
        />
        <ShapeList shapes={visible} selected={selected} onSelect={select} />
      </div>
      <BoundaryForm done={done} client={client} boundary={boundary} />
    </>
  );
}

function toggled(hidden: ReadonlySet<string>, state: string, hide: boolean): string {
  const next = new Set([...hidden].filter((each) => each !== ""));
  if (hide) next.add(state);
  else next.delete(state);
  return [...next].join(",");
}

interface LoadedShapes {
  readonly shapes: readonly MapShape[];
  readonly page?: ShapePage;
  readonly complete: boolean;
  readonly failed: boolean;
}

/**
 * The publisher's own text is asked for only when it is to be seen, and for shapes of which nothing is published:
 * it is the larger part of the data.
 */
function useShapes(client: CheckClient, id: string, lineId: string | undefined, shown: Shown): LoadedShapes {
  const [loaded, setLoaded] = useState<LoadedShapes>({ shapes: [], complete: false, failed: false });
  const own = shown !== "published";
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const line = lineId === undefined ? {} : { lineId };
    const ask = (query: ShapeQuery) => client.shapes({ ...line, ...query });
    const load = async () => {
      let all: readonly MapShape[] = [];
      await loadShapes(
        ask,
        { own },
        (shapes, page) => {
          all = shapes;
          setLoaded({ shapes, page, complete: false, failed: false });
        },
        signal,
      );
      if (!own)
        for (const state of ["must-fix", "lost"] as const) all = await withOwn(ask, all, state, signal);
      if (!signal.aborted) setLoaded((now) => ({ ...now, shapes: all, complete: true }));
    };
    setLoaded((before) => ({ ...before, complete: false, failed: false }));
    load().catch(() => !signal.aborted && setLoaded((now) => ({ ...now, failed: true })));
    return () => controller.abort();
  }, [client, id, lineId, own]);
  return loaded;
}
