import { useMemo, useState } from "preact/hooks";
import type { ShapeView } from "../../report/rows.ts";
import { ofThisRow } from "../cell.tsx";
import { Radios } from "../components/radios.tsx";
import { formatNumber } from "../format.ts";
import { forEachPosition, type Shape } from "./geometry.ts";
import { LazyMap } from "./lazy-map.tsx";
import { mapShape, stateWords } from "./map-shapes.ts";
import { type Shown, shownFrom, shownItems } from "./shown.ts";

/** The shape of one row, before and after, with the numbers that say what processing did to it. */
export function RowShapes({ shapes }: { readonly shapes: readonly ShapeView[] }) {
  const [shown, setShown] = useState<Shown>("both");
  const drawn = useMemo(() => shapes.map(mapShape), [shapes]);
  return (
    <section aria-labelledby="shape">
      <h2 class="govuk-heading-m" id="shape">
        Shape
      </h2>
      {drawn.map(({ id, view, own, published }) => (
        <div key={id}>
          <p class="govuk-body">
            <span aria-hidden="true">{stateWords[view.state].sign} </span>
            {stateWords[view.state].words}
            {own && published && `: ${pointsWords(own, published)}`}
          </p>
          {view.sentences.length > 0 && (
            <ul class="govuk-list govuk-list--bullet">
              {view.sentences.map((sentence) => (
                <li key={sentence}>{ofThisRow(sentence)}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {drawn.some((shape) => shape.own ?? shape.published) ? (
        <>
          <Radios
            name="shown"
            legend="Show"
            legendClass="govuk-fieldset__legend--s"
            inline
            small
            value={shown}
            items={shownItems}
            onChange={(value) => setShown(shownFrom(value))}
          />
          <LazyMap shapes={drawn} shown={shown} fit="row" label="Map of this row’s shape" />
        </>
      ) : (
        <p class="govuk-body">It cannot be drawn.</p>
      )}
    </section>
  );
}

function pointsWords(own: Shape, published: Shape): string {
  const before = positionsIn(own);
  const after = positionsIn(published);
  return before === after
    ? `${formatNumber(before)} ${before === 1 ? "point" : "points"}, before and after`
    : `${formatNumber(before)} points before, ${formatNumber(after)} after`;
}

function positionsIn(shape: Shape): number {
  let count = 0;
  forEachPosition(shape, () => {
    count += 1;
  });
  return count;
}
