import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { TableName, WriteTable } from "../../check/table-writer.ts";
import { writeUtf8 } from "../../engine/convert/utf8.ts";

/** Characters gathered before they are encoded. Rows are joined when they are: of many more that costs twice as much. */
const gathered = 1 << 14;
/** Bytes gathered before they are written: one system call a row would cost more than the engine. */
const bufferBytes = 1 << 18;

interface OpenTable {
  readonly descriptor: number;
  text: string;
  bytes: Uint8Array;
  used: number;
}

/**
 * Writes the pipeline's tables into a folder, made when it is not there. A table is created with its first piece.
 * Call `close` at the end, also after a failure.
 */
export function tableFiles(folder: string): {
  write: WriteTable;
  /** outcome.json: how the run ended. */
  writeOutcome(outcome: object): void;
  close(): void;
} {
  mkdirSync(folder, { recursive: true });
  const files = new Map<TableName, OpenTable>();
  return {
    write(name, text) {
      let file = files.get(name);
      if (!file) {
        const descriptor = openSync(join(folder, name), "w");
        file = { descriptor, text: "", bytes: new Uint8Array(bufferBytes), used: 0 };
        files.set(name, file);
      }
      file.text += text;
      if (file.text.length >= gathered) encode(file);
    },
    writeOutcome: (outcome) =>
      writeFileSync(join(folder, "outcome.json"), `${JSON.stringify(outcome, undefined, 2)}\n`),
    close() {
      for (const file of files.values()) {
        encode(file);
        flush(file);
        closeSync(file.descriptor);
      }
      files.clear();
    },
  };
}

function encode(file: OpenTable): void {
  const worst = file.text.length * 3;
  if (file.used + worst > file.bytes.length) flush(file);
  if (worst > file.bytes.length) file.bytes = new Uint8Array(worst);
  file.used = writeUtf8(file.text, file.bytes, file.used);
  file.text = "";
}

function flush(file: OpenTable): void {
  for (let done = 0; done < file.used; ) {
    done += writeSync(file.descriptor, file.bytes, done, file.used - done);
  }
  file.used = 0;
}
