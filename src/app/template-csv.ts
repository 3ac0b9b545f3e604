/** An empty table with a dataset's columns in the order of its guidance: what to fill in or export to. */
export function templateCsv(fields: readonly { readonly field: string }[]): string {
  // A byte-order mark makes Excel read the file as UTF-8; the platform takes it off again.
  return `\uFEFF${fields.map(({ field }) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",")}\r\n`;
}
