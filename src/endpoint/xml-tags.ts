/** A start, end or empty tag of an XML text, and where it stands. */
export interface Tag {
  readonly kind: "start" | "end" | "empty";
  /** Without its prefix. */
  readonly name: string;
  /** The tag as written. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The tags of an XML text in order, over comments, CDATA and declarations. No check that they match: enough to find
 * the parts of a WFS answer, whose features the engine reads properly afterwards.
 */
export function* tags(xml: string): Generator<Tag> {
  const pattern =
    /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[?!][^>]*>|<(\/?)([^\s/>"'=]+)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
  for (let match = pattern.exec(xml); match; match = pattern.exec(xml)) {
    const [text, slash, qualified, rest = ""] = match;
    if (qualified === undefined) continue;
    yield {
      kind: slash ? "end" : rest.trimEnd().endsWith("/") ? "empty" : "start",
      name: qualified.slice(qualified.indexOf(":") + 1),
      text,
      from: match.index,
      to: match.index + text.length,
    };
  }
}

/** The first tag: the document element; `undefined` when the text is not XML at all. */
export function rootTag(xml: string): Tag | undefined {
  return tags(xml).next().value ?? undefined;
}

/** The value of an attribute of a tag, whatever its prefix. */
export function attribute(tag: Tag, name: string): string | undefined {
  const match = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag.text);
  return match ? decodeEntities(match[1] ?? match[2] ?? "") : undefined;
}

/** The texts of all elements of one name, with what is inside them taken out. */
export function elementTexts(xml: string, name: string): string[] {
  const texts: string[] = [];
  let open: Tag | undefined;
  for (const tag of tags(xml)) {
    if (tag.name !== name) continue;
    if (tag.kind === "start") open ??= tag;
    else if (tag.kind === "end" && open) {
      texts.push(
        decodeEntities(
          xml
            .slice(open.to, tag.from)
            .replace(/<[^>]*>/g, "")
            .trim(),
        ),
      );
      open = undefined;
    }
  }
  return texts;
}

/** Decodes bytes by the encoding their XML declaration names; UTF-8 without one. */
export function decodeXml(bytes: Uint8Array): string {
  const start = new TextDecoder("utf-8").decode(bytes.subarray(0, 200));
  const named = /^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1];
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : undefined;
  try {
    return new TextDecoder(mark ?? named ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
