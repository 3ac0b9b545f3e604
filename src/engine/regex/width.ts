import type { Node } from "./syntax.ts";

/** The least and greatest number of characters that a pattern matches. Source: Python 3.11, SubPattern.getwidth */
export function patternWidth(node: Node): readonly [number, number] {
  switch (node.kind) {
    case "character":
      return [1, 1];
    case "assertion":
    case "look":
      return [0, 0];
    case "sequence":
      return node.items.map(patternWidth).reduce(([low, high], [l, h]) => [low + l, high + h], [0, 0]);
    case "choice":
      return either(node.branches.map(patternWidth));
    case "conditional":
      return either([patternWidth(node.yes), patternWidth(node.no)]);
    case "group":
    case "atomic":
      return patternWidth(node.body);
    case "repeat": {
      const [low, high] = patternWidth(node.body);
      return [low * node.min, high === 0 ? 0 : high * node.max];
    }
    case "reference":
      // Whatever the group holds when it is met.
      return [0, Number.POSITIVE_INFINITY];
  }
}

function either(widths: readonly (readonly [number, number])[]): readonly [number, number] {
  return [Math.min(...widths.map(([low]) => low)), Math.max(...widths.map(([, high]) => high))];
}
