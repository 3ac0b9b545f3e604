import type { CheckStep } from "../src/check/check.ts";
import { readZippedTables } from "../src/check/zip-configuration.ts";
import { readZippedSpecification } from "../src/check/zip-specification.ts";
import { blobSource } from "../src/effects/browser/blob-source.ts";
import { browserEffects } from "../src/effects/browser/effects.ts";
import { utf8Bytes } from "../src/engine/convert/utf8.ts";
import type { CheckFailure } from "../src/report/failure.ts";
import { type GivenTables, openRun, writeTable } from "../src/reproduce/open-run.ts";
import type { CheckProgress } from "./protocol.ts";
import type { OpenMethods, RunToOpen, TablesToOpen } from "./reproduce-protocol.ts";
import { keepOpen, openRunOfSession, tables } from "./reproduce-session.ts";

/** Version of this tool, put in by the build. */
declare const __APP_VERSION__: string;

/** Opening a run, and its tables. */
export const openMethods: OpenMethods = {
  async open(run, onProgress) {
    keepOpen(undefined);
    const given = await givenTables(run);
    if ("code" in given) return { ok: false, failure: given };
    const { file, name, url, choices, edits, from } = run;
    const reply = await openRun(
      {
        source: blobSource(file),
        name,
        choices,
        ...given,
        ...(url === undefined ? {} : { url }),
        ...(edits ? { edits } : {}),
        ...(from ? { from } : {}),
      },
      browserEffects(tables),
      { toolVersion: __APP_VERSION__, progress: atMostTenTimesASecond(onProgress) },
    );
    if (!reply.ok) return reply;
    keepOpen(reply.open);
    const { report, issueCounts, differences, failure } = reply.open;
    return {
      ok: true,
      summary: {
        file: reply.open.file,
        report,
        issueCounts,
        differences,
        ...(failure ? { failure } : {}),
      },
    };
  },
  async table(name) {
    const pieces: BlobPart[] = [];
    await writeTable(openRunOfSession(), name, (text) => pieces.push(new Uint8Array(utf8Bytes(text))));
    return new Blob(pieces, { type: "text/csv;charset=utf-8" });
  },
};

/** The tables given with a run, unpacked. */
async function givenTables({
  choices,
  configuration,
  specification,
}: RunToOpen): Promise<{ configuration?: GivenTables; specification?: GivenTables } | CheckFailure> {
  const ofSpecification = specification && unpacked(specification, readZippedSpecification);
  if (ofSpecification && "code" in ofSpecification) return ofSpecification;
  const { datasets } = await tables.specification();
  const collection = datasets.get(choices.dataset)?.collection ?? "";
  const ofConfiguration =
    configuration && unpacked(configuration, (source, name) => readZippedTables(source, name, collection));
  if (ofConfiguration && "code" in ofConfiguration) return ofConfiguration;
  return {
    ...(ofConfiguration ? { configuration: ofConfiguration } : {}),
    ...(ofSpecification ? { specification: ofSpecification } : {}),
  };
}

function unpacked(given: TablesToOpen, read: typeof readZippedSpecification): GivenTables | CheckFailure {
  const { label } = given;
  if ("files" in given) return { ...given, files: new Map(Object.entries(given.files)) };
  const zipped = read(blobSource(given.zip), label);
  if (zipped.ok) {
    const { files, folderHash, oldResource } = zipped;
    return {
      label,
      files,
      ...(folderHash === undefined ? {} : { folderHash }),
      ...(oldResource === undefined ? {} : { oldResource }),
    };
  }
  return { code: "bad-configuration", file: label, line: 0, column: "", detail: zipped.detail };
}

function atMostTenTimesASecond(tell: (progress: CheckProgress) => void) {
  let phase = "";
  let next = 0;
  return ({ phase: now, records, fraction }: CheckStep) => {
    const time = performance.now();
    if (now === phase && time < next) return;
    phase = now;
    next = time + 100;
    tell({ phase: now, records, ...(fraction === undefined ? {} : { fraction }) });
  };
}
