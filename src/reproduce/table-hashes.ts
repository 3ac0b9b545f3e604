import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { TableName, WriteTable } from "../check/table-writer.ts";
import { utf8Bytes } from "../engine/convert/utf8.ts";

/** SHA-256 of the pipeline's tables, made as their text comes, so that no table is ever whole in memory. */
export interface TableHashes {
  readonly names: ReadonlySet<TableName>;
  readonly write: WriteTable;
  /** Hexadecimal by name, in the order of `names`; a table that was never written is left out. */
  done(): Record<string, string>;
}

/** The tables a run is known by: what is published, what is said about it, and how columns were read. */
const hashed: readonly TableName[] = [
  "transformed.csv",
  "issue.csv",
  "column-field.csv",
  "dataset-resource.csv",
];
/** Characters gathered before they are hashed. */
const gathered = 1 << 15;

export function tableHashes(): TableHashes {
  const states = new Map<TableName, { readonly hash: ReturnType<typeof sha256.create>; text: string }>();
  const flush = (state: { readonly hash: ReturnType<typeof sha256.create>; text: string }) => {
    state.hash.update(new Uint8Array(utf8Bytes(state.text)));
    state.text = "";
  };
  return {
    names: new Set(hashed),
    write(name, text) {
      let state = states.get(name);
      if (state === undefined) {
        state = { hash: sha256.create(), text: "" };
        states.set(name, state);
      }
      state.text += text;
      if (state.text.length >= gathered) flush(state);
    },
    done() {
      const hashes: Record<string, string> = {};
      for (const name of hashed) {
        const state = states.get(name);
        if (state === undefined) continue;
        flush(state);
        hashes[name] = bytesToHex(state.hash.digest());
      }
      return hashes;
    },
  };
}
