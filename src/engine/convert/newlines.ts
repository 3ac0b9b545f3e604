/** Text in chunks with CRLF and CR turned into LF, as Python opens text files. A chunk may end between CR and LF. */
export function* universalNewlines(text: Iterable<string>): Generator<string, void, undefined> {
  let heldCr = false;
  for (const piece of text) {
    if (piece === "") continue;
    let chunk: string = heldCr ? `\r${piece}` : piece;
    // A CR at the end waits for the next chunk, which may start with its LF.
    heldCr = chunk.endsWith("\r");
    if (heldCr) chunk = chunk.slice(0, -1);
    if (chunk.includes("\r")) chunk = chunk.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
    if (chunk !== "") yield chunk;
  }
  if (heldCr) yield "\n";
}
