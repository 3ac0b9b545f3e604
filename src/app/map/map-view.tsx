import {
  GeoJSONSource,
  LngLatBounds,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef, useState } from "preact/hooks";
import "maplibre-gl/dist/maplibre-gl.css";
import { type Box, boxOf, type Shape } from "./geometry.ts";
import { boundaryLayer, fillLayer, ownLayers, pointLayer, shapeLayers } from "./layers.ts";
import type { MapShape } from "./map-shapes.ts";
import { readWkt } from "./read-wkt.ts";
import type { Shown } from "./shown.ts";
import { backgroundStyle } from "./style.ts";

// A file of our own, so that a content security policy need not allow workers made from text.
setWorkerUrl(new URL(workerUrl, location.href).href);

export interface MapViewProps {
  readonly shapes: readonly MapShape[];
  readonly shown: Shown;
  readonly selected?: number | undefined;
  readonly onSelect?: (id: number) => void;
  /** Changes when the map should go to all its shapes again. */
  readonly fit: string;
  readonly label: string;
  /** WKT of the authority's boundary, longitude and latitude. */
  readonly boundary?: string | undefined;
}

/** England, for a map without shapes. */
const england: Box = [-6.4, 49.9, 1.8, 55.8];

/**
 * Shapes on a map. For the eye: everything it says stands in a list beside it. A browser without WebGL gets a sentence.
 */
export function MapView(props: MapViewProps) {
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre | undefined>(undefined);
  const [ready, setReady] = useState(false);
  const [unable, setUnable] = useState(false);
  const onSelect = useRef(props.onSelect);
  onSelect.current = props.onSelect;

  useEffect(() => {
    if (!holder.current) return undefined;
    let made: MapLibre;
    try {
      made = new MapLibre({
        container: holder.current,
        style: backgroundStyle(),
        bounds: asBounds(boxOfShapes(props.shapes, props.shown) ?? england),
        fitBoundsOptions: { padding: 40, maxZoom: 17 },
        dragRotate: false,
        pitchWithRotate: false,
        attributionControl: { compact: false },
        // Movement without need makes some people ill.
        fadeDuration: 0,
      });
    } catch {
      setUnable(true);
      return undefined;
    }
    map.current = made;
    made.touchZoomRotate.disableRotation();
    made.addControl(new NavigationControl({ showCompass: false }), "top-right");
    made.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
    made.on("load", () => {
      for (const source of ["shapes", "own", "boundary"])
        made.addSource(source, {
          type: "geojson",
          data: { type: "FeatureCollection", features: [] },
          tolerance: 0.1,
        });
      for (const layer of [boundaryLayer(), ...shapeLayers(), ...ownLayers()]) made.addLayer(layer);
      for (const layer of [fillLayer, pointLayer, "own-line", "own-point"]) {
        made.on("mouseenter", layer, () => {
          made.getCanvas().style.cursor = "pointer";
        });
        made.on("mouseleave", layer, () => {
          made.getCanvas().style.cursor = "";
        });
      }
      made.on("click", (event) => {
        // A few pixels around the pointer, so that points and thin lines can be hit.
        const { x, y } = event.point;
        const [hit] = made.queryRenderedFeatures(
          [
            [x - 4, y - 4],
            [x + 4, y + 4],
          ],
          { layers: [pointLayer, "own-point", fillLayer, "own-line"] },
        );
        if (typeof hit?.id === "number") onSelect.current?.(hit.id);
      });
      setReady(true);
    });
    return () => {
      made.remove();
      map.current = undefined;
    };
  }, []);

  const { shapes, shown, selected, fit } = props;
  useEffect(() => {
    if (!ready) return;
    setData(map.current, "shapes", shown === "own" ? [] : features(shapes, "published"));
    setData(
      map.current,
      "own",
      shown === "published" ? features(shapes, "lost-own") : features(shapes, "own"),
    );
  }, [ready, shapes, shown]);

  const { boundary } = props;
  useEffect(() => {
    const line = ready && boundary ? readWkt(boundary) : undefined;
    if (ready)
      setData(map.current, "boundary", line ? [{ type: "Feature", geometry: line, properties: {} }] : []);
  }, [ready, boundary]);

  useEffect(() => {
    const box = boxOfShapes(shapes, shown);
    if (ready && box) map.current?.fitBounds(asBounds(box), { padding: 40, maxZoom: 18, animate: false });
  }, [ready, fit]);

  useEffect(() => {
    const drawn = map.current;
    if (!ready || !drawn) return undefined;
    if (selected === undefined) return undefined;
    for (const source of ["shapes", "own"])
      drawn.setFeatureState({ source, id: selected }, { selected: true });
    const shape = shapes.find((each) => each.id === selected);
    const box = shape && boxOf(drawable(shape));
    if (box) drawn.fitBounds(asBounds(box), { padding: 80, maxZoom: 16, animate: false });
    return () => {
      for (const source of ["shapes", "own"]) drawn.removeFeatureState({ source, id: selected });
    };
  }, [ready, selected]);

  if (unable)
    return (
      <div class="app-map app-map--unable">
        <p class="govuk-body">
          This browser cannot draw maps (it has no WebGL). Everything the map would show is in the list.
        </p>
      </div>
    );
  return (
    <section class="app-map" ref={holder} aria-label={props.label} data-ready={ready ? "yes" : undefined} />
  );
}

function setData(map: MapLibre | undefined, name: string, list: readonly object[]): void {
  const source = map?.getSource(name);
  if (source instanceof GeoJSONSource)
    // Plain GeoJSON; its own types are mutable, ours are not.
    source.setData({ type: "FeatureCollection", features: list } as unknown as Parameters<
      typeof source.setData
    >[0]);
}

/** `lost-own`: the publisher's own of shapes of which nothing is published, so that they can be found at all. */
function features(shapes: readonly MapShape[], kind: "published" | "own" | "lost-own"): object[] {
  const list: object[] = [];
  for (const shape of shapes) {
    const geometry = kind === "published" ? shape.published : shape.own;
    if (!geometry || (kind === "lost-own" && shape.published)) continue;
    list.push({ type: "Feature", id: shape.id, geometry, properties: { state: shape.view.state } });
  }
  return list;
}

function drawable(shape: MapShape): Shape[] {
  return [shape.published, shape.own].filter((each) => each !== undefined);
}

/** Britain and a little around it. A shape elsewhere is drawn, but does not shrink all others to a dot. */
function isNear(shape: Shape): boolean {
  const box = boxOf([shape]);
  return box !== undefined && box[0] > -12 && box[1] > 48 && box[2] < 6 && box[3] < 62;
}

function boxOfShapes(shapes: readonly MapShape[], shown: Shown): Box | undefined {
  const drawn = shapes.flatMap((shape) => {
    const first = shown === "own" ? (shape.own ?? shape.published) : (shape.published ?? shape.own);
    return first ? [first] : [];
  });
  const near = drawn.filter(isNear);
  return boxOf(near.length > 0 ? near : drawn);
}

function asBounds([west, south, east, north]: Box): LngLatBounds {
  return new LngLatBounds([west, south], [east, north]);
}
