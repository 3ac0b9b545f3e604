import { constants, crc32, createInflateRaw } from "node:zlib";

/**
 * Unpacks gzip as Python's urllib3 does: members one after the other, a stream that stops early gives what it had, and
 * what follows a whole member but is none itself is passed over. Node's own gunzip fails at such a rest, and some web
 * sites add an empty line to everything they send.
 *
 * Throws for bytes that are no gzip, or whose checksum is wrong, in the first member.
 */
export async function* gunzipped(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = new Input(packed[Symbol.asyncIterator]());
  for (let isFirst = true; ; isFirst = false) {
    const header = await readHeader(input);
    if (header === "ended") return;
    if (header === "wrong") {
      if (isFirst) throw new Error("not gzip");
      return;
    }
    let checksum = 0;
    for await (const piece of inflated(input, isFirst)) {
      checksum = crc32(piece, checksum);
      yield piece;
    }
    const trailer = await input.take(8);
    if (trailer === undefined) return;
    if (trailer.readUInt32LE(0) !== checksum) {
      if (isFirst) throw new Error("the checksum is wrong");
      return;
    }
  }
}

/** One raw deflate stream. What follows it goes back into the input. */
async function* inflated(input: Input, isFirst: boolean): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
  const unpacked: Buffer[] = [];
  let error: Error | undefined;
  let written = (): void => {};
  inflate.on("data", (piece: Buffer) => unpacked.push(piece));
  inflate.on("error", (problem) => {
    error = problem;
    written();
  });
  let fed = 0;
  try {
    for (let piece = await input.next(); piece !== undefined; piece = await input.next()) {
      fed += piece.length;
      await new Promise<void>((done) => {
        written = done;
        inflate.write(piece, () => done());
      });
      yield* unpacked.splice(0);
      if (error && isFirst) throw error;
      // The stream took less than it was given: it has come to its end.
      const rest = error ? piece.length : fed - inflate.bytesWritten;
      if (rest > 0) {
        input.putBack(piece.subarray(piece.length - rest));
        return;
      }
    }
  } finally {
    inflate.destroy();
  }
}

/** The bytes of a stream, with a place for what was read too far. */
class Input {
  private held = Buffer.alloc(0);

  constructor(private readonly source: AsyncIterator<Buffer>) {}

  /** The next bytes, at least one; `undefined` at the end. */
  async next(): Promise<Buffer | undefined> {
    if (this.held.length > 0) {
      const piece = this.held;
      this.held = Buffer.alloc(0);
      return piece;
    }
    for (;;) {
      const { done, value } = await this.source.next();
      if (done) return undefined;
      if (value.length > 0) return value;
    }
  }

  /** Exactly so many bytes; `undefined` where there are fewer, which are then lost. */
  async take(count: number): Promise<Buffer | undefined> {
    let taken = Buffer.alloc(0);
    while (taken.length < count) {
      const piece = await this.next();
      if (piece === undefined) return undefined;
      taken = Buffer.concat([taken, piece]);
    }
    this.putBack(taken.subarray(count));
    return taken.subarray(0, count);
  }

  putBack(bytes: Buffer): void {
    this.held = Buffer.concat([bytes, this.held]);
  }
}

const hasChecksum = 2;
const hasExtra = 4;
const hasName = 8;
const hasComment = 16;

/** Reads over the header of a member (RFC 1952, 2.3). */
async function readHeader(input: Input): Promise<"read" | "wrong" | "ended"> {
  const first = await input.next();
  if (first === undefined) return "ended";
  input.putBack(first);
  if (first[0] !== 0x1f) return "wrong";
  const start = await input.take(10);
  if (start === undefined) return "ended";
  const flags = start[3] ?? 0;
  if (start.readUInt16BE(0) !== 0x1f8b || start[2] !== 8 || (flags & 0xe0) !== 0) return "wrong";
  if (flags & hasExtra) {
    const length = await input.take(2);
    if (length === undefined || (await input.take(length.readUInt16LE(0))) === undefined) return "ended";
  }
  for (const text of [hasName, hasComment]) if (flags & text && !(await skipText(input))) return "ended";
  return flags & hasChecksum && (await input.take(2)) === undefined ? "ended" : "read";
}

async function skipText(input: Input): Promise<boolean> {
  for (let letter = await input.take(1); letter !== undefined; letter = await input.take(1)) {
    if (letter[0] === 0) return true;
  }
  return false;
}
