import type { AddLayerObject, ExpressionSpecification } from "maplibre-gl";
import type { ShapeState } from "../../report/rows.ts";

/** Line colours: at least 3 to 1 against land and sea. Each state also has its own kind of line. */
export const stateColours: Readonly<Record<ShapeState, string>> = {
  fine: "#00703c",
  fixed: "#1d70b8",
  "must-fix": "#c22a14",
  lost: "#4c2c92",
};

const colour: ExpressionSpecification = [
  "match",
  ["get", "state"],
  "must-fix",
  stateColours["must-fix"],
  "lost",
  stateColours.lost,
  "fixed",
  stateColours.fixed,
  stateColours.fine,
];
const selected: ExpressionSpecification = ["boolean", ["feature-state", "selected"], false];
const isPoint: ExpressionSpecification = ["match", ["geometry-type"], ["Point", "MultiPoint"], true, false];
const isArea: ExpressionSpecification = [
  "match",
  ["geometry-type"],
  ["Polygon", "MultiPolygon"],
  true,
  false,
];

/** Dashes by state: `line-dasharray` takes no data, so each state has a layer of its own. */
const dashes: Readonly<Record<ShapeState, number[] | undefined>> = {
  fine: undefined,
  fixed: [4, 2],
  "must-fix": [1.5, 1],
  lost: [1, 2],
};

export const fillLayer = "shapes-fill";
export const pointLayer = "shapes-point";

/** The layers of the published shapes; those of the publisher's own come from `ownLayers`. */
export function shapeLayers(): AddLayerObject[] {
  return [
    {
      id: fillLayer,
      type: "fill",
      source: "shapes",
      filter: isArea,
      paint: { "fill-color": colour, "fill-opacity": ["case", selected, 0.5, 0.18] },
    },
    ...(["fine", "fixed", "must-fix", "lost"] as const).map((state): AddLayerObject => {
      const dash = dashes[state];
      return {
        id: `shapes-line-${state}`,
        type: "line",
        source: "shapes",
        filter: ["all", ["!", isPoint], ["==", ["get", "state"], state]],
        paint: {
          "line-color": stateColours[state],
          "line-width": ["case", selected, 5, state === "fine" ? 1.5 : 2.5],
          ...(dash && { "line-dasharray": dash }),
        },
      };
    }),
    {
      id: pointLayer,
      type: "circle",
      source: "shapes",
      filter: isPoint,
      paint: {
        "circle-color": colour,
        "circle-radius": ["case", selected, 10, ["match", ["get", "state"], ["must-fix", "lost"], 6, 4.5]],
        "circle-stroke-color": ["case", selected, "#0b0c0c", "#ffffff"],
        "circle-stroke-width": ["case", selected, 3, 1.2],
      },
    },
  ];
}

/** The authority's boundary: under everything else, told from shapes by its width and long dashes. */
export function boundaryLayer(): AddLayerObject {
  return {
    id: "boundary",
    type: "line",
    source: "boundary",
    paint: { "line-color": "#942514", "line-width": 4, "line-dasharray": [3, 1], "line-opacity": 0.8 },
  };
}

/** The publisher's own shapes: a thin dark outline, above the published ones. */
export function ownLayers(): AddLayerObject[] {
  return [
    {
      id: "own-line",
      type: "line",
      source: "own",
      filter: ["!", isPoint],
      paint: {
        "line-color": "#0b0c0c",
        "line-width": ["case", selected, 3, 1.2],
        "line-dasharray": [3, 1.5],
      },
    },
    {
      id: "own-point",
      type: "circle",
      source: "own",
      filter: isPoint,
      paint: {
        "circle-color": "rgba(255,255,255,0)",
        "circle-radius": ["case", selected, 12, 7],
        "circle-stroke-color": "#0b0c0c",
        "circle-stroke-width": 1.5,
      },
    },
  ];
}
