import type { AuditGround } from "./audit-ground";
import { proseWithoutMath } from "./audit-ground";
import { sentencesIn } from "./audit-sentences";
import { blankOut, codeIn, type TextSpan } from "./code-parts";
import { contentWords } from "./content-words";
import { anyMark } from "./mark-places";
import { type NormalisedText, normaliseText } from "./normalise-text";

/** Shorter sentences connect others ("They part on three things.") or say too little to tell. */
const leastContent = 6;
/**
 * Below this share of its content words in any one passage nobody said a sentence. Of the demo's final answers every
 * unmarked sentence that repeats a panelist, in its own words too, has 0.43 or more; of sentences taken from final answers to
 * other questions, 57 of 60 have less than 0.35. Between them we stay silent.
 */
const leastShare = 0.35;
/** A passage: so many content words in a row, about three sentences. */
const passage = 60;
/** Below this share of its words in all answers together a final answer is in another language than they are. */
const leastCommon = 0.4;

/**
 * The sentences of a final answer that rest on no point and no source, and that no panelist said: most of their content
 * words are in no single passage of an answer, a point, the request or the conversation. Offsets of the stored text.
 */
export function unsaidIn(finalText: string, { answers, others }: AuditGround, points: readonly string[]): TextSpan[] {
  const prose = proseWithoutMath(finalText);
  const isMarked = createMarkCheck(finalText, prose);
  const words = contentOf(prose);
  const indexOf = createIndex(new Set(words));
  const said = answers.map(indexOf);
  if (!isComparable(words, said)) return [];
  const texts = [...said, ...[...others, ...points.map(normaliseText)].map(indexOf)];
  return sentencesIn(prose)
    .filter((sentence) => !isMarked(sentence))
    .filter(({ start, end }) => {
      const wanted = new Set(contentOf(prose.slice(start, end)));
      if (wanted.size < leastContent) return false;
      return texts.every((text) => mostInOnePassage(wanted, text) / wanted.size < leastShare);
    })
    .map((sentence) => withoutMarkup(prose, sentence));
}

function contentOf(text: string): string[] {
  return contentWords(normaliseText(text).text);
}

function isComparable(words: readonly string[], answers: readonly Places[]): boolean {
  return words.filter((word) => answers.some((places) => places.has(word))).length >= leastCommon * words.length;
}

/** Whether a sentence has a mark of its own: inside it, or behind it before the next words. */
function createMarkCheck(finalText: string, prose: string): (sentence: TextSpan) => boolean {
  const marks = [...blankOut(finalText, codeIn(finalText)).matchAll(anyMark)].map(({ index }) => index);
  return ({ start, end }) => {
    const gap = prose.slice(end).search(/[^\s*_.)\]"”’»]/);
    const next = gap < 0 ? prose.length : end + gap;
    return marks.some((at) => at >= start && at < next);
  };
}

type Places = ReadonlyMap<string, readonly number[]>;

/** Gives the places of these words in a text, and of no others: it may be long. */
function createIndex(wanted: ReadonlySet<string>): (text: NormalisedText) => Places {
  return ({ text }) => {
    const places = new Map<string, number[]>();
    for (const [at, word] of contentWords(text).entries()) {
      if (!wanted.has(word)) continue;
      const list = places.get(word);
      if (list) list.push(at);
      else places.set(word, [at]);
    }
    return places;
  };
}

/** How many of the words stand together in the one passage that has the most of them. */
function mostInOnePassage(wanted: ReadonlySet<string>, places: Places): number {
  const hits = [...wanted]
    .flatMap((word) => (places.get(word) ?? []).map((at) => ({ at, word })))
    .toSorted((one, other) => one.at - other.at);
  const inside = new Map<string, number>();
  let most = 0;
  let first = 0;
  for (const { at, word } of hits) {
    inside.set(word, (inside.get(word) ?? 0) + 1);
    for (let oldest = hits[first]; oldest && at - oldest.at >= passage; oldest = hits[first]) {
      const left = (inside.get(oldest.word) ?? 0) - 1;
      if (left > 0) inside.set(oldest.word, left);
      else inside.delete(oldest.word);
      first += 1;
    }
    most = Math.max(most, inside.size);
  }
  return most;
}

/** A span without emphasis around it, so that it ends with a character that is shown. */
function withoutMarkup(prose: string, { start, end }: TextSpan): TextSpan {
  const words = prose.slice(start, end);
  const lead = /^[*_~\s]*/.exec(words)?.[0].length ?? 0;
  const trail = /[*_~\s]*$/.exec(words)?.[0].length ?? 0;
  return { start: start + lead, end: Math.max(start + lead + 1, end - trail) };
}
