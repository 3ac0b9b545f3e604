const base = 36;
const smallest = 1;
const largest = 26;

/** Punycode of a text: its ASCII characters, a hyphen if there are any, then the others. Source: RFC 3492 */
export function encodePunycode(text: string): string {
  const codePoints = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const basic = codePoints.filter((codePoint) => codePoint < 0x80);
  let output = String.fromCodePoint(...basic);
  if (basic.length > 0) output += "-";
  let done = basic.length;
  let next = 0x80;
  let delta = 0;
  let bias = 72;
  while (done < codePoints.length) {
    const smallestLeft = Math.min(...codePoints.filter((codePoint) => codePoint >= next));
    delta += (smallestLeft - next) * (done + 1);
    next = smallestLeft;
    for (const codePoint of codePoints) {
      if (codePoint < next) delta += 1;
      if (codePoint !== next) continue;
      output += variableLength(delta, bias);
      bias = adapt(delta, done + 1, done === basic.length);
      delta = 0;
      done += 1;
    }
    delta += 1;
    next += 1;
  }
  return output;
}

function variableLength(delta: number, bias: number): string {
  let digits = "";
  let rest = delta;
  for (let k = base; ; k += base) {
    const threshold = Math.min(Math.max(k - bias, smallest), largest);
    if (rest < threshold) return digits + digit(rest);
    digits += digit(threshold + ((rest - threshold) % (base - threshold)));
    rest = Math.floor((rest - threshold) / (base - threshold));
  }
}

function digit(value: number): string {
  return "abcdefghijklmnopqrstuvwxyz0123456789".charAt(value);
}

function adapt(delta: number, count: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : Math.floor(delta / 2);
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > 455; k += base) rest = Math.floor(rest / (base - smallest));
  return k + Math.floor(((base - smallest + 1) * rest) / (rest + 38));
}
