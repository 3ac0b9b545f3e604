import { bytesSource } from "../../src/engine/convert/source.ts";
import type { GivenTables, RunRequest } from "../../src/reproduce/open-run.ts";
import { type OpenRun, openRun } from "../../src/reproduce/open-run.ts";
import { effects } from "../rules/try.ts";

export const sampleCsv = `Exported from GIS on Monday,,,
Area Ref,NAME,Designated,WKT
CA1,Old Town,01/02/1975,"POLYGON ((-2.1 52.2, -2.09 52.2, -2.09 52.21, -2.1 52.2))"
CA2,n/a,Spring 1975,"POLYGON ((-2.2 52.2, -2.19 52.2, -2.19 52.21, -2.2 52.2))"
,,,
CA3,Mill,1980-13-40,"POLYGON ((-2.3 52.2, -2.29 52.2, -2.29 52.21, -2.3 52.2))"
CA4,Green,1980-12-01,"POLYGON ((-2.4 52.2, -2.39 52.2, -2.39 52.21, -2.4 52.2))"
CA5,Quay,1981-12-01,"POLYGON ((-2.5 52.2, -2.49 52.2, -2.49 52.21, -2.5 52.2))"
CA6,Quay again,31/02/1999,"POLYGON ((-2.6 52.2, -2.59 52.2, -2.59 52.21, -2.6 52.2))"
`;

export const endpoint = "e".repeat(64);

/** Tables with a rule of nearly every kind; line numbers are told by the tests. */
export const sampleTables: Readonly<Record<string, string>> = {
  "column.csv": table(
    "dataset,endpoint,resource,column,field,start-date,end-date,entry-date",
    "conservation-area,,,Area Ref,reference,,,",
    `conservation-area,${endpoint},,Designated,designation-date,,,`,
    "conservation-area,,,WKT,geometry,,,",
  ),
  "skip.csv": table(
    "dataset,resource,pattern,entry-number,start-date,end-date,entry-date,endpoint",
    "conservation-area,,^Exported from,,,,,",
  ),
  "patch.csv": table(
    "dataset,resource,field,pattern,value,entry-number,start-date,end-date,entry-date,endpoint",
    "conservation-area,,designation-date,Spring 1975,1975-03-01,,,,,",
  ),
  "default-value.csv": table(
    "dataset,end-date,endpoint,entry-date,entry-number,field,resource,start-date,value",
    "conservation-area,,,,,documentation-url,,,https://www.example.gov.uk/areas",
  ),
  "lookup.csv": table(
    "prefix,resource,endpoint,entry-number,organisation,reference,entity,entry-date,start-date,end-date",
    "conservation-area,,,,local-authority:DNC,CA1,44000001,,,",
    "conservation-area,,,,local-authority:DNC,CA2,44000002,,,",
    "conservation-area,,,,local-authority:DNC,CA4,44000004,,,",
    "conservation-area,,,,local-authority:DNC,CA5,44000005,,,",
    "conservation-area,,,,local-authority:DNC,CA6,44000005,,,",
    "conservation-area,,,,local-authority:DNC,CA-2,44000099,,,",
    "conservation-area,,,,local-authority:DNC,C.A.2,44000012,,,",
  ),
  "old-entity.csv": table(
    "old-entity,status,entity,notes,end-date,entry-date,start-date",
    "44000001,410,,no longer there,,,",
    "44000004,301,44000014,,,,",
  ),
  "entity-organisation.csv": table(
    "dataset,entity-minimum,entity-maximum,organisation",
    "conservation-area,44000005,44000005,local-authority:ROT",
    "conservation-area,44000010,44000012,local-authority:DNC",
  ),
};

function table(...lines: string[]): string {
  return lines.map((line) => `${line}\r\n`).join("");
}

export function sampleRequest(changes: Partial<RunRequest> = {}, csv = sampleCsv): RunRequest {
  const configuration: GivenTables = { label: "made up", files: new Map(Object.entries(sampleTables)) };
  return {
    source: bytesSource(new TextEncoder().encode(csv)),
    name: "areas.csv",
    configuration,
    choices: {
      dataset: "conservation-area",
      mode: "pipeline",
      today: "2026-09-01",
      organisations: ["local-authority:DNC"],
      endpoints: [endpoint],
      entryDate: "2026-08-01",
      transformation: "helmert",
    },
    ...changes,
  };
}

/** A finished run that is open. */
export async function opened(request: RunRequest = sampleRequest()): Promise<OpenRun> {
  const reply = await openRun(request, effects, { toolVersion: "0.0.0" });
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  return reply.open;
}
