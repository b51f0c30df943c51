type Span = { start: number; end: number };
type Word = Span & { plain: string; sentence: number };
type Sentence = { key: string; words: Word[] };

const anyMark = /⟦[^⟧]*⟧|\[S\d+(?:\s*,\s*S\d+)*\]/g;
const linkTarget = /\]\([^)\s]*\)/g;
const sentenceEnd = /[.!?][”’")\]*_]*(?=\s|$)|[。！？]|\n+/g;
const sign = /^[%‰€$£¥°]$/u;

/** Word pairs that are compared at most; longer texts are only compared sentence by sentence. */
const mostPairs = 4_000_000;
/** A run of so few common words between two changes is chance, not agreement. */
const chanceRun = 2;

/**
 * The stretches of two final answers that have no counterpart in the other, as offsets into each, `end` exclusive. Marks,
 * markdown and capitals make no difference; a sentence that stands elsewhere in the other text is no change.
 */
export function changedSpans(one: string, other: string): [Span[], Span[]] {
  const [ours, theirs] = [sentencesOf(one), sentencesOf(other)];
  const [left, right] = [withoutKnown(ours, theirs), withoutKnown(theirs, ours)];
  const [keptLeft, keptRight] = commonWords(left, right);
  return [joinSpans(one, left, keptLeft), joinSpans(other, right, keptRight)];
}

function withoutKnown(sentences: readonly Sentence[], others: readonly Sentence[]): Word[] {
  const known = new Set(others.map(({ key }) => key));
  return sentences.filter(({ key }) => !known.has(key)).flatMap(({ words }) => words);
}

function sentencesOf(text: string): Sentence[] {
  // Marks and addresses are blanked out, not cut, so that the offsets stay right.
  const blank = (match: string) => " ".repeat(match.length);
  const shown = text.replaceAll(anyMark, blank).replaceAll(linkTarget, blank);
  const ends = [...shown.matchAll(sentenceEnd)].map((match) => match.index + match[0].length);
  const sentences = ends.map((): Word[] => []).concat([[]]);
  let at = 0;
  for (const word of wordsOf(shown)) {
    while (at < ends.length && word.start >= (ends[at] ?? 0)) at += 1;
    sentences[at]?.push({ ...word, sentence: at });
  }
  return sentences
    .filter((words) => words.length > 0)
    .map((words) => ({ key: words.map(({ plain }) => plain).join(" "), words }));
}

const segmenter = new Intl.Segmenter("und", { granularity: "word" });

/** Words of any script, with the signs that change what a figure means. Ordinals of a list are not words. */
function wordsOf(text: string): Omit<Word, "sentence">[] {
  return [...segmenter.segment(text)].flatMap(({ segment, index, isWordLike }) => {
    const isOrdinal =
      /^\d+$/.test(segment) &&
      /(?:^|\n)\s*$/.test(text.slice(0, index)) &&
      /^[.)]\s/.test(text.slice(index + segment.length));
    if (isOrdinal || !(isWordLike || sign.test(segment))) return [];
    return [{ start: index, end: index + segment.length, plain: segment.toLowerCase() }];
  });
}

/** Which words of both sides belong to their longest common sequence. */
function commonWords(left: readonly Word[], right: readonly Word[]): [boolean[], boolean[]] {
  const kept: [boolean[], boolean[]] = [left.map(() => false), right.map(() => false)];
  if (left.length * right.length > mostPairs) return kept;
  const lengths = commonLengths(left, right);
  const width = right.length + 1;
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (left[i]?.plain === right[j]?.plain) {
      kept[0][i++] = true;
      kept[1][j++] = true;
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return kept;
}

/** Row by row from the end: how many words the rests of both sides have in common, in order. */
function commonLengths(left: readonly Word[], right: readonly Word[]): Uint16Array {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const [below, beside] = [lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0];
      const isSame = left[i]?.plain === right[j]?.plain;
      lengths[i * width + j] = isSame ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(below, beside);
    }
  }
  return lengths;
}

/** Words that are not kept, joined to stretches inside one sentence, with the punctuation that closes it. */
function joinSpans(text: string, words: readonly Word[], kept: readonly boolean[]): Span[] {
  const spans: (Span & { sentence: number })[] = [];
  let run = 0;
  words.forEach((word, index) => {
    const last = spans.at(-1);
    if (kept[index]) {
      run += 1;
      return;
    }
    if (last?.sentence === word.sentence && run <= chanceRun) last.end = word.end;
    else spans.push({ start: word.start, end: word.end, sentence: word.sentence });
    run = 0;
  });
  return spans.map(({ start, end }) => ({
    start,
    end: end + (/^[.!?。！？]+/.exec(text.slice(end))?.[0].length ?? 0),
  }));
}
