/**
 * Why the pipeline cannot read a resource. One code per sentence a publisher needs; the words are in the app and CLI.
 */
export type FailureReason =
  | "empty-file"
  | "html"
  | "unknown-encoding"
  | "binary"
  | "zip-without-data"
  | "zip-several"
  | "spreadsheet-not-readable"
  | "database-not-readable"
  | "json-not-readable"
  | "json-rows-differ"
  | "xml-not-readable"
  | "format-not-readable"
  | "converter-not-loaded";
