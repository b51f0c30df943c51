/** How a scripted model paces its words. */
export type Tempo = {
  /** Milliseconds until the first word. */
  firstToken: number;
  tokensPerSecond: number;
};

const tempos: Readonly<Record<string, Tempo>> = {
  atlas: { firstToken: 900, tokensPerSecond: 72 },
  birch: { firstToken: 1500, tokensPerSecond: 105 },
  cato: { firstToken: 2200, tokensPerSecond: 54 },
  delta: { firstToken: 1200, tokensPerSecond: 84 },
  ember: { firstToken: 600, tokensPerSecond: 94 },
};

/** A judge's point is about 150 tokens long: one every 0.7 seconds. */
const judging: Tempo = { firstToken: 1300, tokensPerSecond: 250 };
const writing: Tempo = { firstToken: 800, tokensPerSecond: 80 };

export function tempoOf(work: "answer" | "analysis" | "final answer", voice: string): Tempo {
  if (work === "analysis") return judging;
  return (work === "answer" ? tempos[voice] : undefined) ?? writing;
}

/** Numbers from 0 to 1 that are the same for the same seed text. */
export function seededNumbers(seed: string): () => number {
  let state = 2_166_136_261;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Word pieces as a tokenizer would cut them; together they are the text again. */
export function tokensIn(text: string): string[] {
  return text.match(/ ?\p{L}{1,8}| ?\p{N}{1,3}|\s+|./gsu) ?? [];
}

/** Characters per token, as everybody estimates them for English. */
const charactersPerToken = 4;

export function countTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

/** The part of a text that fits a number of tokens. */
export function firstTokens(text: string, tokens: number): string {
  return text.slice(0, Math.max(0, tokens) * charactersPerToken);
}
