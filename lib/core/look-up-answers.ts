import { z } from "zod";
import { PanelistId } from "./ids";
import type { ReadAnswer } from "./judge-answers";
import { stripBulk } from "./judge-strip";
import type { Unread } from "./look-up-prompts";
import { type LookUpRoom, nothing, type Outcome } from "./look-up-room";
import { bestUnread, fromPlace, openPassages, type Passages, textOf, unreadIn, wordsOf } from "./passages";

/** An answer that a judge does not read whole, and the parts of it that it looked up. */
export type Book = Passages & { label: string; author: PanelistId; lookedUp: Set<number> };

const mostFound = 5;
export const From = z.string().max(400).catch("");
const Place = z.object({ answer: z.string().trim().min(1), from: From });
const Search = z.object({ words: z.string().trim().min(1).max(400) });

/** The answers that are not whole as the judge has them. */
export function openBooks(originals: readonly ReadAnswer[], fitted: readonly ReadAnswer[]): Book[] {
  return originals.flatMap(({ label, answer, shown }, at) => {
    const has = fitted[at];
    if (!has || has.omitted === 0) return [];
    const passages = openPassages(stripBulk(shown), has.claims ? undefined : has.kept);
    return [{ ...passages, label, author: PanelistId.parse(answer.panelistId), lookedUp: new Set<number>() }];
  });
}

/** The tool `read_answer`: the next words of one answer; null = its arguments cannot be read. */
export function readAnswerOn(books: readonly Book[], given: unknown, room: LookUpRoom): Outcome | null {
  const place = Place.safeParse(given).data;
  if (!place) return null;
  const book = books.find(({ label }) => label === place.answer.toUpperCase());
  if (!book) return nothing("There is no such answer, or you have all of it.");
  const found = fromPlace(book, place.from, room.left());
  return typeof found === "string" ? nothing(found) : taken(book, found, room);
}

/** The tool `search_answers`: the passages of all answers that fit some words best. */
export function searchAnswers(books: readonly Book[], given: unknown, room: LookUpRoom): Outcome | null {
  const search = Search.safeParse(given).data;
  if (!search) return null;
  const outcomes: Outcome[] = [];
  let left = room.left();
  for (const { of, index } of bestUnread(books, search.words).slice(0, mostFound)) {
    const { tokens } = of.parts[index] ?? { tokens: 0 };
    if (tokens > left) continue;
    left -= tokens;
    outcomes.push(taken(of, [index], room));
  }
  if (outcomes.length === 0) return nothing("No passage that you have not read fits these words.");
  return {
    content: outcomes.map(({ content }) => content).join("\n"),
    passages: outcomes.flatMap(({ passages }) => passages),
  };
}

function taken(book: Book, indices: readonly number[], room: LookUpRoom): Outcome {
  for (const index of indices) {
    book.read.add(index);
    book.lookedUp.add(index);
  }
  const passages = [{ author: book.author, words: wordsOf(book, indices) }];
  return { content: room.show(textOf(book, indices), book.label), passages };
}

/** What of an answer is not read. */
export function unreadOf(book: Book): Unread {
  const unread = unreadIn(book);
  const headings = unread.flatMap((index) => book.parts[index]?.heading ?? []);
  return { label: book.label, words: wordsOf(book, unread), headings };
}
