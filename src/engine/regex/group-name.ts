import { RegexError } from "./syntax.ts";

/** Whether Python takes the text as a name (`str.isidentifier`). */
export function isIdentifier(name: string): boolean {
  return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name.normalize("NFKC"));
}

/** @throws RegexError for what is no name */
export function groupName(name: string): string {
  if (!isIdentifier(name)) throw new RegexError(`bad character in group name '${name}'`);
  return name;
}
