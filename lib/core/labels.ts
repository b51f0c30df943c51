/** Letters for at most eight answers; Y and Z occur only in the prompt's examples. */
const letters = ["A", "B", "C", "D", "E", "F", "G", "H"];

/** mulberry32 (Tommy Ettinger, public domain): a small seeded generator, so that a shuffle can be replayed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Gives each item a letter in seeded random order (Fisher-Yates), so that no seat, price or speed shows. */
export function labelAnonymously<Item>(items: readonly Item[], seed: number): { label: string; item: Item }[] {
  const random = seededRandom(seed);
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [shuffled[last], shuffled[other]];
    if (a === undefined || b === undefined) continue;
    shuffled[last] = b;
    shuffled[other] = a;
  }
  return shuffled.map((item, index) => ({ label: letters[index] ?? "?", item }));
}

/** A four-character base-36 tag for one judging that occurs in none of the texts (judge.md section 6). */
export function drawNonce(seed: number, texts: readonly string[]): string {
  const random = seededRandom(seed ^ 0x5eed);
  for (;;) {
    const nonce = Array.from({ length: 4 }, () => Math.floor(random() * 36).toString(36)).join("");
    if (!texts.some((text) => text.includes(`-${nonce}`))) return nonce;
  }
}
