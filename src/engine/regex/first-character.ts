import type { CharacterTest, Node } from "./syntax.ts";

/**
 * What the first character of a match must be like: one of these tests holds. `undefined` when a match may be empty or
 * that cannot be told; most patterns of the configuration begin with a letter that most values do not.
 */
export function firstCharacter(node: Node): readonly CharacterTest[] | undefined {
  switch (node.kind) {
    case "character":
      return [node.matches];
    case "group":
    case "atomic":
      return firstCharacter(node.body);
    case "repeat":
      return node.min > 0 ? firstCharacter(node.body) : undefined;
    case "choice": {
      const tests: CharacterTest[] = [];
      for (const branch of node.branches) {
        const first = firstCharacter(branch);
        if (first === undefined) return undefined;
        tests.push(...first);
      }
      return tests;
    }
    case "sequence":
      for (const item of node.items) {
        if (item.kind !== "assertion") return firstCharacter(item);
      }
      return undefined;
    default:
      return undefined;
  }
}
