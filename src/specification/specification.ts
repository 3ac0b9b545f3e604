/**
 * What the data should be: the published specification as read-only indexed lookups.
 * Source: https://github.com/digital-land/specification (specification/*.csv), Open Government Licence.
 */
export interface Dataset {
  readonly dataset: string;
  readonly name: string;
  readonly plural: string;
  readonly collection: string;
  readonly typology: string;
  /** Prefix of references; blank means the dataset's own name. */
  readonly prefix: string;
  readonly keyField: string;
  /** Text as in the table; blank for datasets without a range. */
  readonly entityMinimum: string;
  readonly entityMaximum: string;
  readonly endDate: string;
}

export interface Field {
  readonly field: string;
  readonly name: string;
  readonly datatype: string;
  readonly cardinality: string;
  readonly typology: string;
  readonly parentField: string;
  readonly replacementField: string;
  readonly prefix: string;
  readonly description: string;
  readonly guidance: string;
  readonly hint: string;
  readonly endDate: string;
}

/** A row of issue-type.csv. `qualityLevel` is quality_criteria_level: "2" blocks publishing, "3" should be improved, "" not shown. */
export interface IssueTypeRow {
  readonly issueType: string;
  readonly name: string;
  readonly description: string;
  readonly severity: string;
  readonly responsibility: string;
  readonly qualityDimension: string;
  readonly qualityLevel: string;
}

/** A field as the guidance gives it to people: specification-field.csv, in its row order. */
export interface GuidanceField {
  readonly field: string;
  readonly requirementLevel: string;
  readonly description: string;
  readonly guidance: string;
  readonly hint: string;
}

export interface Specification {
  /** Where these tables come from, for the line "what was used". */
  readonly version: TableVersion;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly fields: ReadonlyMap<string, Field>;
  /** Pipeline (= dataset) name to schema name. */
  readonly pipelines: ReadonlyMap<string, string>;
  readonly schemaFields: ReadonlyMap<string, readonly string[]>;
  /** Dataset to (field to field-dataset). */
  readonly datasetFields: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly issueTypes: ReadonlyMap<string, IssueTypeRow>;
  /** Specifications of the open-digital-planning project (provision-rule.csv). */
  readonly odpSpecifications: ReadonlySet<string>;
  /** Dataset to the fields people are asked for, in guidance order; empty when the specification has none. */
  readonly guidance: ReadonlyMap<string, readonly GuidanceField[]>;
  /** Dataset to the address of its guidance page. */
  readonly guidanceUrl: ReadonlyMap<string, string>;
  readonly licences: ReadonlyMap<string, string>;
}

export interface TableVersion {
  /** For people, for example "21 August 2026". */
  readonly date: string;
  /** SHA-256 hex of the source files, in name order. */
  readonly hash: string;
}
