import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { TableName, WriteTable } from "../../check/table-writer.ts";
import { utf8Bytes } from "../../engine/convert/utf8.ts";

/** Characters gathered before they are written: one system call a row would cost more than the engine. */
const gathered = 1 << 16;

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
  const files = new Map<TableName, { readonly descriptor: number; text: string }>();
  const flush = (file: { readonly descriptor: number; text: string }) => {
    writeSync(file.descriptor, utf8Bytes(file.text));
    file.text = "";
  };
  return {
    write(name, text) {
      let file = files.get(name);
      if (!file) {
        file = { descriptor: openSync(join(folder, name), "w"), text: "" };
        files.set(name, file);
      }
      file.text += text;
      if (file.text.length >= gathered) flush(file);
    },
    writeOutcome: (outcome) =>
      writeFileSync(join(folder, "outcome.json"), `${JSON.stringify(outcome, undefined, 2)}\n`),
    close() {
      for (const file of files.values()) {
        flush(file);
        closeSync(file.descriptor);
      }
      files.clear();
    },
  };
}
