/** Where a column of the publisher and the field it became are logged, in the order of column-field.csv. */
export type ColumnFieldLog = (column: string, field: string) => void;
