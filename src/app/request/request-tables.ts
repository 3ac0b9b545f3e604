import { signal } from "@preact/signals";
import { readRegistryPiece } from "../../registry/registry.ts";
import { type RegistryIndex, registryIndex } from "../../registry/search.ts";
import type { ValidationContext } from "../../request/validate.ts";
import { readProvisionPiece } from "../../specification/bundle.ts";
import type { OrganisationDetails } from "../../specification/organisation-list.ts";
import type { Specification } from "../../specification/specification.ts";
import { readOrganisations } from "../read-choices.ts";
import { readSpecification } from "../read-tables.ts";

/** The tables a request is written and judged with. */
export interface RequestTables {
  readonly specification: Specification;
  readonly organisations: readonly OrganisationDetails[];
  readonly organisation: (code: string) => OrganisationDetails | undefined;
  readonly isExpected: ValidationContext["isExpected"];
  /** What is registered already; absent when it could not be loaded. */
  readonly registry?: RegistryIndex;
  /** Date of the registry's tables, for people. */
  readonly registryDate: string;
}

/** `undefined` while they are loading. */
export const requestTables = signal<RequestTables | undefined>(undefined);
export const tablesFailed = signal(false);

let loading: Promise<RequestTables> | undefined;

/** Loads the tables once; asks again after a failure. */
export function loadRequestTables(): Promise<RequestTables> {
  loading ??= readAll().then(
    (tables) => {
      requestTables.value = tables;
      tablesFailed.value = false;
      return tables;
    },
    (error: unknown) => {
      loading = undefined;
      tablesFailed.value = true;
      throw error;
    },
  );
  return loading;
}

async function readAll(): Promise<RequestTables> {
  const [{ specification }, organisations, provisions, registry] = await Promise.all([
    readSpecification(),
    readOrganisations(),
    fetchPiece("provision").then(readProvisionPiece, () => undefined),
    fetchPiece("registry").then(readRegistryPiece, () => undefined),
  ]);
  const byCode = new Map(organisations.map((row) => [row.organisation, row]));
  return {
    specification,
    organisations,
    organisation: (code) => byCode.get(code),
    // What could not be loaded is no reason for a warning.
    isExpected: (code, dataset) =>
      provisions === undefined ||
      (provisions.get(code) ?? []).some((row) => row.dataset === dataset && row.endDate === ""),
    registryDate: registry?.date ?? "",
    ...(registry ? { registry: registryIndex(registry.endpoints) } : {}),
  };
}

export async function fetchPiece(piece: string): Promise<unknown> {
  const response = await fetch(`/tables/${piece}.json`);
  if (!response.ok) throw new Error(`tables/${piece}.json: ${response.status}`);
  return response.json();
}

export function contextOf(tables: RequestTables): ValidationContext {
  const { specification, organisation, isExpected } = tables;
  return { today: today(), specification, organisation, isExpected };
}

/** The computer's date. */
export function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
