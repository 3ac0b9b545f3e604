import type { XmlAttributes } from "./xml.ts";

/** An element of a geometry, its name without prefix. */
export interface GmlNode {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: readonly GmlNode[];
  /** The text after the last child, without white space in front. */
  readonly text: string;
}

/** The first child of that name, whatever its case. */
export function gmlChild(node: GmlNode, name: string): GmlNode | undefined {
  const wanted = name.toLowerCase();
  return node.children.find((child) => child.name.toLowerCase() === wanted);
}
