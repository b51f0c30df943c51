const shingleWords = 4;
const readCharacters = 24_000;
const minWords = 50;
const bits = 64;
/** Two unrelated texts differ in about 32 bits of 64; a copy with another headline or a changed paragraph in few. */
const nearBits = 8;

/**
 * A fingerprint of a text that hardly changes when few of its words do: simhash (Charikar, STOC 2002) over runs of four
 * words, 16 hex digits. Empty for a text too short to tell.
 */
export function printOf(text: string): string {
  const words =
    text
      .slice(0, readCharacters)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < minWords) return "";
  const votes = new Int32Array(bits);
  for (let at = 0; at + shingleWords <= words.length; at += 1) {
    const shingle = words.slice(at, at + shingleWords).join(" ");
    for (const [half, seed] of [0x811c9dc5, 0x01000193].entries()) vote(votes, half * 32, hashOf(shingle, seed));
  }
  return Array.from({ length: bits / 4 }, (_, digit) => hexOf(votes, digit * 4)).join("");
}

/** Whether two fingerprints are of one text or of close copies. */
export function isNearPrint(a: string, b: string): boolean {
  if (a === "" || a.length !== b.length) return false;
  let differing = 0;
  for (let at = 0; at < a.length; at += 1) {
    const both = Number.parseInt(a.charAt(at), 16) ^ Number.parseInt(b.charAt(at), 16);
    differing += (both & 1) + ((both >> 1) & 1) + ((both >> 2) & 1) + ((both >> 3) & 1);
  }
  return differing <= nearBits;
}

function vote(votes: Int32Array, from: number, hash: number): void {
  for (let bit = 0; bit < 32; bit += 1) votes[from + bit] = (votes[from + bit] ?? 0) + ((hash >>> bit) & 1 ? 1 : -1);
}

function hexOf(votes: Int32Array, from: number): string {
  let digit = 0;
  for (let bit = 0; bit < 4; bit += 1) if ((votes[from + bit] ?? 0) > 0) digit |= 1 << bit;
  return digit.toString(16);
}

/** FNV-1a with a final mixing step (murmur3's), so that all bits depend on all characters. */
function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
