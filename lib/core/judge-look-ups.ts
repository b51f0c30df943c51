import type { EventOf, TurnEvent } from "./events";
import { fittingPrompt } from "./fitting";
import { omittedIn, type ReadAnswer } from "./judge-answers";
import { readAsClaims } from "./judge-claims";
import { tokensOfParts } from "./judge-overflow";
import type { Reading, Reads } from "./judge-reads";
import { type Book, openBooks, readAnswerOn, searchAnswers, unreadOf } from "./look-up-answers";
import { type LookUpCall, openTalk } from "./look-up-calls";
import { type LookUpRoom, nothing, type Outcome, openRoom } from "./look-up-room";
import { openSources, readSourceOn, type StoredSource, withLookedUpTexts } from "./look-up-sources";
import type { ToolCall } from "./model";
import { pageTextFor } from "./source-snippets";
import { takesTools } from "./takes-tools";
import { jsonIn } from "./tool-calls";

/** A judge may be asked so often before it judges. */
const mostSteps = 12;
/** With less nothing can be looked up; more costs more than it tells. */
const fewestTokens = 300;
const mostTokens = 16_000;

/** How much of the room for answers is kept free for what a judge looks up, in tokens. */
export function roomToLookUp(room: number): number {
  const share = Math.floor(Math.min(mostTokens, room / 4));
  return share < fewestTokens ? 0 : share;
}

/** What lies open before a judge that looks things up: nothing but the answers and stored sources of its turn. */
type Desk = { books: readonly Book[]; sources: readonly StoredSource[]; room: LookUpRoom };

/**
 * Lets a judge that takes tools look up passages of answers that it does not read whole, and stored text of sources, before it
 * judges (judge.md section 16, step 4). What it reads stands in its prompt from then on, and in no gap. A call that fails ends
 * it, and what was read until then stays.
 */
export async function* lookUpMore(reads: Reads, reading: Reading): AsyncGenerator<TurnEvent, Reads> {
  const { judge, ports, turn, nonce, whole } = reading;
  const { fitted } = reads;
  if (!omittedIn(fitted.answers) || !takesTools(judge, ports)) return reads;
  const tokens = Math.min(mostTokens, fitted.free);
  const room = openRoom(tokens, nonce);
  const books = openBooks(whole.answers, fitted.answers);
  const sources = openSources(turn.sources, (source) => pageTextFor(source, turn.id, ports.pageTextOf));
  const talk = openTalk(fitted.prompt, { reading, unread: books.map(unreadOf), tokens, steps: mostSteps });
  let known = reads;
  for (let step = 0; step < mostSteps && room.isOpen() && !whole.signal.aborted && !whole.refusal(0); step += 1) {
    const call = yield* talk.ask();
    const outcomes = call.calls.map((each) => run(each, { books, sources, room }));
    known = { ...withLookedUp(reads, reading, { books, sources }), looksUp: step > 0 || !call.failure };
    yield lookedUp(call, outcomes, known, reading);
    if (call.failure || outcomes.length === 0) break;
    talk.add(call, outcomes);
  }
  return known;
}

function run(call: ToolCall, desk: Desk): Outcome {
  if (!desk.room.isOpen()) return nothing("There is no room for more passages.");
  return outcomeOf(call, desk) ?? nothing("There is no such tool, or its arguments could not be read.");
}

function outcomeOf({ name, arguments: written }: ToolCall, { books, sources, room }: Desk): Outcome | null {
  const given = jsonIn(written);
  switch (name) {
    case "read_answer":
      return readAnswerOn(books, given, room);
    case "search_answers":
      return searchAnswers(books, given, room);
    case "read_source":
      return readSourceOn(sources, given, room);
    default:
      return null;
  }
}

/** What the judge reads with what it has looked up. */
function withLookedUp(reads: Reads, reading: Reading, { books, sources }: Omit<Desk, "room">): Reads {
  const found = books.filter(({ lookedUp }) => lookedUp.size > 0);
  const whole = reads.whole.map((read) => {
    const book = found.find(({ label }) => label === read.label);
    return book ? readWith(read, book.lookedUp, reading.whole.answers) : read;
  });
  const inPlace = found.filter(({ label }) => whole.some((read) => read.label === label && !read.claims));
  const keepFree = () =>
    tokensOfParts(inPlace.flatMap(({ parts, lookedUp }) => [...lookedUp].flatMap((index) => parts[index] ?? [])));
  const turn = { ...reading.turn, sources: withLookedUpTexts(sources) };
  return { whole, turn, fitted: fittingPrompt(whole, { ...reading, turn, keepFree }) };
}

function readWith(read: ReadAnswer, lookedUp: ReadonlySet<number>, originals: readonly ReadAnswer[]): ReadAnswer {
  const original = originals.find(({ label }) => label === read.label);
  return read.claims && original ? readAsClaims(original, read.claims, lookedUp) : { ...read, lookedUp };
}

function lookedUp(
  { spent, failure }: LookUpCall,
  outcomes: readonly Outcome[],
  { fitted }: Reads,
  { judge, ports, whole }: Reading,
): EventOf<"passages-read"> {
  const omitted = omittedIn(fitted.answers);
  return {
    type: "passages-read",
    at: ports.clock.now(),
    verdictId: whole.verdictId,
    model: judge,
    ...(spent ? { spent } : {}),
    passages: outcomes.flatMap(({ passages }) => passages),
    ...(omitted ? { omitted } : {}),
    ...(failure ? { failure } : {}),
  };
}
