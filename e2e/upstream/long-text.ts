const frequent = "the of and to in a is that for it as was with be by on not he his but at are this have or an".split(
  " ",
);
const syllables = ["ba", "cor", "den", "fil", "gra", "hum", "lo", "mar", "nes", "pri", "qua", "ter", "vo"];

/** A linear congruential generator from 0 to 1, so that every run has the same text. */
export function drawing(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Draws words as often as real text has them: half are among the frequent, the others thin out; some are figures. */
export function wordDrawer(random: () => number): () => string {
  const rare = Array.from({ length: 4000 }, (_, at) =>
    Array.from({ length: 2 + (at % 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(""),
  );
  return () => {
    if (random() < 0.03) return `${Math.floor(random() * 3000)}`;
    const list = random() < 0.45 ? frequent : rare;
    return list[Math.floor(random() ** 2 * list.length)] ?? "the";
  };
}

/** An answer of so many words in Markdown: sentences, list items, bold words, links, source marks. */
export function drawText(words: number, random: () => number, drawWord = wordDrawer(random)): string {
  const sentences: string[] = [];
  for (let count = 0; count < words; count += 16) {
    const sentence = Array.from({ length: 16 }, drawWord);
    if (random() < 0.3) sentence[4] = `**${sentence[4]}**`;
    if (random() < 0.1) sentence[7] = `[${sentence[7]}](https://site.example/${sentence[8]})`;
    const sign = random() < 0.2 ? " [S1]" : "";
    sentences.push(`${random() < 0.15 ? "\n- " : ""}${sentence.join(" ")}${sign}. `);
  }
  return sentences.join("");
}
