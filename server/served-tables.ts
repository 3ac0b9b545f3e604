import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { dataVersionOf } from "../src/intake/data-version.ts";
import type { ValidationContext } from "../src/request/validate.ts";
import {
  readOrganisationPiece,
  readProvisionPiece,
  readSpecificationPiece,
} from "../src/specification/bundle.ts";

/** The public tables as they are served now: an operator may put newer ones there while the server runs. */
export interface ServedTables {
  /** Version of what is there now. */
  version(): string | undefined;
  /** What a request is judged with. */
  validation(): Omit<ValidationContext, "today">;
  /** Name for people; the key itself when there is none. */
  organisationName(key: string): string;
}

/**
 * @param folder holds manifest.json and the pieces
 * @throws when there is no manifest in it
 */
export function servedTables(folder: string): ServedTables {
  let read = readManifest(folder);
  let validation: Omit<ValidationContext, "today"> | undefined;

  /** Reads the manifest again when it has changed; the pieces are read when they are needed next. */
  function refresh(): void {
    try {
      if (changedAt(folder) === read.changedAt) return;
      read = readManifest(folder);
      validation = undefined;
    } catch {
      // In the middle of being replaced: what was read before holds until the new one is whole.
    }
  }

  function current(): Omit<ValidationContext, "today"> {
    refresh();
    validation ??= readValidation(folder);
    return validation;
  }

  return {
    version() {
      refresh();
      return read.version;
    },
    validation: current,
    organisationName: (key) => current().organisation(key)?.name || key,
  };
}

function changedAt(folder: string): number {
  return statSync(join(folder, "manifest.json")).mtimeMs;
}

function readManifest(folder: string): { changedAt: number; version: string | undefined } {
  try {
    return { changedAt: changedAt(folder), version: dataVersionOf(piece(folder, "manifest")) };
  } catch {
    throw new Error(`There are no public tables in ${folder}: no manifest.json that can be read.`);
  }
}

function readValidation(folder: string): Omit<ValidationContext, "today"> {
  const { specification } = readSpecificationPiece(piece(folder, "specification"));
  const organisations = new Map(
    readOrganisationPiece(piece(folder, "organisation")).list.map((row) => [row.organisation, row]),
  );
  const provisions = readProvisionPiece(piece(folder, "provision"));
  return {
    specification,
    organisation: (code) => organisations.get(code),
    isExpected: (code, dataset) =>
      (provisions.get(code) ?? []).some((row) => row.dataset === dataset && row.endDate === ""),
  };
}

function piece(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}
