import { useEffect, useRef, useState } from "preact/hooks";
import { ofThisRow } from "../cell.tsx";
import { Button } from "../components/button.tsx";
import { countOf, formatNumber } from "../format.ts";
import { placeKey } from "../row-places.ts";
import { type MapShape, shapeStates, stateWords } from "./map-shapes.ts";

export interface ShapeListProps {
  readonly shapes: readonly MapShape[];
  readonly selected: number | undefined;
  readonly onSelect: (id: number) => void;
}

/** So many are listed at first; the rest on asking, so that thousands do not slow the page down. */
const step = 100;

/** What the map shows, as a list: shapes to fix first. Choosing one goes to it on the map (features g16). */
export function ShapeList({ shapes, selected, onSelect }: ShapeListProps) {
  const [limit, setLimit] = useState(step);
  const list = useRef<HTMLOListElement>(null);
  const ordered = [...shapes].sort(
    (a, b) =>
      shapeStates.indexOf(a.view.state) - shapeStates.indexOf(b.view.state) ||
      a.view.lineNumber - b.view.lineNumber,
  );
  const place = ordered.findIndex((shape) => shape.id === selected);
  const shown = ordered.slice(0, Math.max(limit, place + 1));
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  return (
    <section class="app-shape-list" aria-labelledby="shape-list">
      <h2 class="govuk-heading-s" id="shape-list">
        {countOf(shapes.length, "shape")}
      </h2>
      <ol class="govuk-list" ref={list}>
        {shown.map((shape) => (
          <ShapeItem key={shape.id} shape={shape} selected={shape.id === selected} onSelect={onSelect} />
        ))}
      </ol>
      {shown.length < ordered.length && (
        <Button type="button" kind="secondary" onClick={() => setLimit(shown.length + step)}>
          {`Show ${formatNumber(Math.min(step, ordered.length - shown.length))} more`}
        </Button>
      )}
    </section>
  );
}

function ShapeItem(props: {
  readonly shape: MapShape;
  readonly selected: boolean;
  readonly onSelect: (id: number) => void;
}) {
  const { shape, selected } = props;
  const { view } = shape;
  const words = stateWords[view.state];
  const label = [view.reference, view.name].filter((part) => part !== "").join(", ");
  const drawn = shape.published ?? shape.own;
  return (
    <li
      class={`app-shape app-shape--${view.state}${selected ? " app-shape--selected" : ""}`}
      aria-current={selected ? "true" : undefined}
    >
      <div>
        {drawn ? (
          <button type="button" class="app-link-button" onClick={() => props.onSelect(shape.id)}>
            {label === "" ? `Row ${formatNumber(view.lineNumber)}` : label}
            <span class="govuk-visually-hidden">, show on the map</span>
          </button>
        ) : (
          <strong>{label === "" ? `Row ${formatNumber(view.lineNumber)}` : label}</strong>
        )}
      </div>
      <div class="app-small">
        <span aria-hidden="true">{words.sign} </span>
        {words.words}
        {!drawn && ", cannot be drawn"},{" "}
        <a class="govuk-link" href={`/check/${placeKey(view)}`}>
          row {formatNumber(view.lineNumber)}
        </a>
      </div>
      {view.state !== "fine" &&
        view.sentences.map((sentence) => (
          <div class="app-small" key={sentence}>
            {ofThisRow(sentence)}
          </div>
        ))}
    </li>
  );
}
