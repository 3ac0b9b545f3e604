/**
 * SHA-256 of short texts, synchronously: a fact's identifier is needed millions of times in one run, where the
 * platform's own (asynchronous) digest would cost more than the hashing.
 * Source: FIPS 180-4.
 */

const roundConstants = new Int32Array(64);
const initialState = new Int32Array(8);
fillConstants();

const schedule = new Int32Array(64);
const state = new Int32Array(8);
const encoder = new TextEncoder();
let bytes = new Uint8Array(1024);

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** SHA-256 of the text's UTF-8 bytes, as 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  const room = text.length * 3 + 72;
  if (bytes.length < room) bytes = new Uint8Array(room * 2);
  return hash(encoder.encodeInto(text, bytes).written);
}

/** SHA-256 of bytes, as 64 hexadecimal digits. */
export function sha256HexOfBytes(input: Uint8Array): string {
  if (bytes.length < input.length + 72) bytes = new Uint8Array(input.length + 72);
  bytes.set(input);
  return hash(input.length);
}

/** Hashes the first `length` of `bytes`, which has room for the padding. */
function hash(length: number): string {
  const blocks = Math.floor((length + 8) / 64) + 1;
  bytes.fill(0, length, blocks * 64);
  bytes[length] = 0x80;
  // The length in bits, big-endian; lengths stay far below 2^53.
  for (let at = blocks * 64 - 1, bits = length * 8; bits > 0; at -= 1) {
    bytes[at] = bits % 256;
    bits = Math.floor(bits / 256);
  }
  state.set(initialState);
  for (let block = 0; block < blocks; block += 1) compress(block * 64);
  let hex = "";
  for (let at = 0; at < 8; at += 1) {
    const word = state[at]!;
    hex +=
      hexOfByte[word >>> 24]! +
      hexOfByte[(word >>> 16) & 255]! +
      hexOfByte[(word >>> 8) & 255]! +
      hexOfByte[word & 255]!;
  }
  return hex;
}

function compress(offset: number): void {
  const w = schedule;
  for (let t = 0; t < 16; t += 1) {
    const at = offset + t * 4;
    w[t] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let t = 16; t < 64; t += 1) {
    const x = w[t - 15]!;
    const y = w[t - 2]!;
    const sigma0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const sigma1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = (w[t - 16]! + sigma0 + w[t - 7]! + sigma1) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let t = 0; t < 64; t += 1) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + roundConstants[t]! + w[t]!) | 0;
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
  state[5] = (state[5]! + f) | 0;
  state[6] = (state[6]! + g) | 0;
  state[7] = (state[7]! + h) | 0;
}

/** The standard's constants: the first 32 bits of the fractions of cube and square roots of the first primes. */
function fillConstants(): void {
  let count = 0;
  for (let candidate = 2; count < 64; candidate += 1) {
    if (!isPrime(candidate)) continue;
    if (count < 8) initialState[count] = fractionBits(candidate ** (1 / 2));
    roundConstants[count] = fractionBits(candidate ** (1 / 3));
    count += 1;
  }
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1)
    if (candidate % divisor === 0) return false;
  return true;
}

function fractionBits(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}
