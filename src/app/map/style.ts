import type { StyleSpecification } from "maplibre-gl";

/**
 * The background: land and sea from a file of ours, so that the map works without a key and without a connection.
 * Whoever runs a copy of the tool may name another style in `<meta name="map-style" content="https://...">`.
 */
export function backgroundStyle(): StyleSpecification | string {
  const own = document.querySelector<HTMLMetaElement>('meta[name="map-style"]')?.content;
  return own || offlineStyle;
}

const offlineStyle: StyleSpecification = {
  version: 8,
  sources: {
    land: {
      type: "geojson",
      data: "/map/base-layer.json",
      attribution: '<a href="https://www.naturalearthdata.com/" rel="noreferrer">Made with Natural Earth</a>',
      // The outline is as fine as its file; tiles of it need no more detail at deeper zooms.
      maxzoom: 9,
    },
  },
  layers: [
    { id: "sea", type: "background", paint: { "background-color": "#dbe7ec" } },
    {
      id: "land",
      type: "fill",
      source: "land",
      paint: { "fill-color": ["case", ["get", "home"], "#f8f6f0", "#ecebe6"] },
    },
    { id: "coast", type: "line", source: "land", paint: { "line-color": "#8fa3ab", "line-width": 0.8 } },
  ],
};
