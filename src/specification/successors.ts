/**
 * Which council took over from one that ended: the published data does not say. From the structural changes orders of
 * 2018 to 2024 (legislation.gov.uk). Keys and values are codes of `local-authority:`. Never computed from dates: the
 * published dates overlap.
 */
const successorCodes: Readonly<Record<string, readonly string[]>> = {
  // Dorset, 1 April 2019
  BMH: ["BPC"],
  CHC: ["BPC"],
  POL: ["BPC"],
  DOR: ["DST"],
  EDO: ["DST"],
  NDO: ["DST"],
  PUR: ["DST"],
  WDO: ["DST"],
  WEY: ["DST"],
  // Suffolk, 1 April 2019
  SUF: ["ESK"],
  WAV: ["ESK"],
  FOR: ["WSK"],
  SED: ["WSK"],
  // Somerset, 1 April 2019 and 1 April 2023
  TAU: ["SWT"],
  WSO: ["SWT"],
  SWT: ["SUA"],
  MEN: ["SUA"],
  SEG: ["SUA"],
  SSO: ["SUA"],
  SOM: ["SUA"],
  // Buckinghamshire, 1 April 2020
  AYL: ["BUC"],
  BKM: ["BUC"],
  CHN: ["BUC"],
  SBU: ["BUC"],
  WYO: ["BUC"],
  // Northamptonshire, 1 April 2021
  COR: ["NNUA"],
  ENO: ["NNUA"],
  KET: ["NNUA"],
  WEL: ["NNUA"],
  DAV: ["WNUA"],
  NOR: ["WNUA"],
  SNR: ["WNUA"],
  NTH: ["NNUA", "WNUA"],
  // Cumbria, 1 April 2023
  ALL: ["CUA"],
  CAR: ["CUA"],
  COP: ["CUA"],
  BAR: ["WFUA"],
  EDN: ["WFUA"],
  SLA: ["WFUA"],
  CMA: ["CUA", "WFUA"],
  // North Yorkshire, 1 April 2023
  CRA: ["NYUA"],
  HAE: ["NYUA"],
  HAG: ["NYUA"],
  RIH: ["NYUA"],
  RYE: ["NYUA"],
  SCE: ["NYUA"],
  SEL: ["NYUA"],
  NYK: ["NYUA"],
  // North East combined authorities, 7 May 2024
  NECA: ["NNECA"],
  NTCA: ["NNECA"],
};

const prefix = "local-authority:";

/** The organisations that do today what an ended one did: chains are followed to their end. Empty when not known. */
export function successorsOf(organisation: string): string[] {
  if (!organisation.startsWith(prefix)) return [];
  const codes = lastCodes(organisation.slice(prefix.length));
  return codes.map((code) => prefix + code);
}

/** The organisations that became part of one, directly or by way of another that ended too. */
export function predecessorsOf(organisation: string): string[] {
  return Object.keys(successorCodes)
    .map((code) => prefix + code)
    .filter((earlier) => successorsOf(earlier).includes(organisation));
}

function lastCodes(code: string): string[] {
  return (successorCodes[code] ?? []).flatMap((next) => (successorCodes[next] ? lastCodes(next) : [next]));
}
