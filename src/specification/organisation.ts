/**
 * Organisations as the pipeline's organisation phase finds them: by CURIE, opendatacommunities address and its variants,
 * or GSS code. Source: digital_land/organisation.py; engine/identifiers.md 1.
 */
export interface Organisation {
  /** CURIE, for example `local-authority:DNC`. */
  readonly organisation: string;
  readonly name: string;
  readonly entity: string;
  readonly statisticalGeography: string;
  readonly endDate: string;
}

export interface OrganisationIndex {
  /** The CURIE for a published value, or `""` when it is no known organisation. */
  lookup(value: string): string;
  readonly all: readonly Organisation[];
}
