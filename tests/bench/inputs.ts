/** Inputs of the benchmark, made from a seed so that every machine measures the same bytes. No real places or people. */

/** A small seeded generator (mulberry32): numbers from 0 up to, not including, 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const brownfieldColumns =
  "OrganisationURI,OrganisationLabel,SiteReference,PreviouslyPartOf,SiteNameAddress,SiteplanURL,CoordinateReferenceSystem,GeoX,GeoY,Hectares,OwnershipStatus,Deliverable,PlanningStatus,PermissionType,PermissionDate,PlanningHistory,ProposedForPIP,MinNetDwellings,DevelopmentDescription,HazardousSubstances,NetDwellingsRangeFrom,NetDwellingsRangeTo,Notes,FirstAddedDate,LastUpdatedDate";

/** Lines of a brownfield-like CSV, CRLF, about 350 bytes a row; a few rows in a hundred have something wrong. */
export function* brownfieldCsv(rows: number, seed = 1): Generator<string> {
  const random = seeded(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const date = () =>
    `20${10 + Math.floor(random() * 15)}-${two(1 + random() * 12)}-${two(1 + random() * 28)}`;
  yield `${brownfieldColumns}\r\n`;
  for (let row = 1; row <= rows; row += 1) {
    const odd = random() < 0.05;
    const easting = Math.floor(410000 + random() * 100000);
    const northing = Math.floor(200000 + random() * 150000);
    yield [
      "http://opendatacommunities.org/id/metropolitan-district-council/doncaster",
      "Doncaster",
      `DN/${row}`,
      "",
      `"Land at ${pick(["Mill", "High", "Church", "Station"])} ${pick(["Street", "Lane", "Road"])}, ${pick(["Elmcott", "Wenham", "Tregarrow"])} DN${row % 9} ${row % 10}AB"`,
      `https://www.example.gov.uk/plans/${row}.pdf`,
      "OSGB36",
      odd && random() < 0.2 ? "" : easting,
      northing,
      (random() * 10).toFixed(2),
      pick(["owned by a public authority", "not owned by a public authority", "mixed ownership"]),
      pick(["yes", "no", "Y", ""]),
      pick(["permissioned", "not permissioned", "pending decision"]),
      pick(["full planning permission", "outline planning permission", ""]),
      odd ? "31/02/2020" : date(),
      "https://www.example.gov.uk/planning/search",
      "",
      Math.floor(random() * 50),
      `"Erection of ${1 + Math.floor(random() * 40)} dwellings, with access and parking"`,
      pick(["", "", "yes"]),
      Math.floor(random() * 20),
      20 + Math.floor(random() * 40),
      "",
      date(),
      date(),
    ].join(",");
    yield "\r\n";
  }
}

/** A GeoJSON collection of polygons near real English coordinates, until about `bytes` are written. */
export function* polygonGeojson(bytes: number, seed = 2): Generator<string> {
  const random = seeded(seed);
  let written = 0;
  const piece = (text: string) => {
    written += text.length;
    return text;
  };
  yield piece('{"type":"FeatureCollection","features":[\n');
  for (let number = 1; written < bytes; number += 1) {
    const x = -2 + random() * 2;
    const y = 51 + random() * 3;
    const corners = 20 + Math.floor(random() * 130);
    const radius = 0.0005 + random() * 0.003;
    const ring: string[] = [];
    for (let corner = 0; corner <= corners; corner += 1) {
      const angle = ((corner % corners) / corners) * 2 * Math.PI;
      const wobble = corner % corners === 0 ? 1 : 0.9 + random() * 0.2;
      ring.push(
        `[${(x + Math.cos(angle) * radius * wobble).toFixed(9)},${(y + Math.sin(angle) * radius * wobble).toFixed(9)}]`,
      );
    }
    ring[ring.length - 1] = ring[0]!;
    const properties = `{"reference":"CA${number}","name":"Area ${number}","entry-date":"2024-01-31","notes":"made for the benchmark"}`;
    yield piece(
      `${number > 1 ? ",\n" : ""}{"type":"Feature","properties":${properties},"geometry":{"type":"Polygon","coordinates":[[${ring.join(",")}]]}}`,
    );
  }
  yield "\n]}\n";
}

function two(number: number): string {
  return String(Math.floor(number)).padStart(2, "0");
}
