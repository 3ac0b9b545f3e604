/** Character sets a person may want a file to be read in, by Python's name, with the name people know. */
export const charsetChoices: readonly (readonly [codec: string, name: string])[] = [
  ["utf_8", "UTF-8"],
  ["cp1252", "Windows-1252, Western European"],
  ["latin_1", "ISO 8859-1, Western European"],
  ["iso8859_15", "ISO 8859-15, Western European with the euro sign"],
  ["iso8859_14", "ISO 8859-14, Celtic"],
  ["cp1250", "Windows-1250, Central European"],
  ["cp850", "DOS 850, Western European"],
  ["mac_roman", "Mac OS Roman"],
  ["utf_16_le", "UTF-16, little-endian"],
];
