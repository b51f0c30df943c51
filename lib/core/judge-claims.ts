import { z } from "zod";
import type { Claim } from "./claim";
import type { EventOf, TurnEvent } from "./events";
import { type Failure, failure } from "./failure";
import type { ModelName } from "./ids";
import type { Judging } from "./judge";
import type { ReadAnswer } from "./judge-answers";
import { askOnce, type JudgeCall, spentOn } from "./judge-calls";
import { objectsIn } from "./judge-json";
import { answerBudget, estimateTokens, excerpt, wordsIn } from "./judge-overflow";
import { stripBulk } from "./judge-strip";
import { normaliseText } from "./normalise-text";
import type { TurnPorts } from "./ports";
import { claimsPrompt } from "./prompts-claims";
import { checkQuote } from "./quotes";
import { idOf } from "./settle-views";
import type { TurnState } from "./turn";

/** A call asks for no more, and more are not read. */
const mostClaims = 40;
/** About what so many claims take themselves: shorter answers would not become shorter. */
const fewestTokens = 1500;

/** The long answers of which less than half the words would be left, as they stand whole (judge.md section 16, step 3). */
export function answersToMap(fitted: readonly ReadAnswer[], whole: readonly ReadAnswer[]): ReadAnswer[] {
  return whole.filter((read, index) => {
    const omitted = fitted[index]?.omitted ?? 0;
    return !read.claims && omitted * 2 > wordsIn(read.shown) && estimateTokens(read.shown) >= fewestTokens;
  });
}

/**
 * The answer as its claims, with the parts of its text below them that were looked up; the words that stand in none of them
 * count as left out.
 */
export function readAsClaims(
  read: ReadAnswer,
  claims: readonly Claim[],
  lookedUp: ReadonlySet<number> = new Set(),
): ReadAnswer {
  const shown = claims.map(claimLines).join("\n\n");
  const { text: below, omitted } = passagesOf(read, lookedUp);
  const quoted = claims.reduce((words, { quote }) => (below.includes(quote) ? words : words + wordsIn(quote)), 0);
  const unread = { omitted: omitted === 0 ? 0 : Math.max(1, omitted - quoted) };
  return { ...read, shown, ...unread, claims, ...(below ? { below } : {}) };
}

function passagesOf({ shown }: ReadAnswer, lookedUp: ReadonlySet<number>): { text: string; omitted: number } {
  return lookedUp.size > 0 ? excerpt(stripBulk(shown), lookedUp) : { text: "", omitted: wordsIn(shown) };
}

function claimLines({ claim, quote, sources }: Claim): string {
  const marks = sources.length > 0 ? ` [${sources.join(", ")}]` : "";
  return `- ${claim.replace(/\s+/g, " ")}${marks}\n  "${quote.replace(/\s+/g, " ")}"`;
}

/** Claims of the same attempt that an earlier verdict of the turn was read by; null = none. */
function knownClaims({ verdicts }: TurnState, { answer }: ReadAnswer): Claim[] | null {
  const { panelistId, attempt } = answer;
  const earlier = verdicts.findLast(({ claims, attempts }) => claims?.[panelistId] && attempts[panelistId] === attempt);
  return earlier?.claims?.[panelistId] ?? null;
}

type Mapping = Pick<Judging, "turn" | "verdictId" | "nonce" | "ports" | "signal">;
type Mapped = EventOf<"answer-mapped">;

/** Lists the claims of an answer for a judge. */
export type Mapper = (judge: ModelName, read: ReadAnswer) => AsyncGenerator<TurnEvent, Mapped | null>;

/** Lists claims for the judges of one verdict; what one of them has listed the next reads too. */
export function createMapping(mapping: Mapping): Mapper {
  const listed = new Map<string, Claim[]>();
  return async function* map(judge, read) {
    const mapped = yield* mapAnswer(mapping, judge, { read, listed: listed.get(idOf(read)) ?? null });
    if (mapped?.claims) listed.set(idOf(read), mapped.claims);
    return mapped;
  };
}

/**
 * Asks the judge's own model for the claims of one long answer; only those whose words stand in it count. Gives what
 * happened, with the reason when no claim is left, or null when the answer does not fit that model either.
 */
async function* mapAnswer(
  mapping: Mapping,
  model: ModelName,
  { read, listed }: { read: ReadAnswer; listed: Claim[] | null },
): AsyncGenerator<TurnEvent, Mapped | null> {
  const { turn, verdictId, nonce, ports, signal } = mapping;
  const known = listed ?? knownClaims(turn, read);
  const event = { type: "answer-mapped" as const, verdictId, author: idOf(read), model };
  if (known) return { ...event, at: ports.clock.now(), claims: known };
  const { system, content } = claimsPrompt(read, { question: turn.question, nonce, most: mostClaims });
  if (!fits(ports, model, system + content)) return null;
  const author = idOf(read);
  const asking = { turn, verdictId, prompt: { system }, ports, signal, task: "list the claims", author };
  const { call, text } = yield* askOnce({ ...asking, role: "claims" }, model, content);
  const outcome = claimsOf(read, { call, text, judge: ports.labelOf(model) }, turn);
  return { ...event, at: ports.clock.now(), ...spentOn(call, model, mapping), ...outcome };
}

function fits({ contextOf, outputOf }: TurnPorts, model: ModelName, prompt: string): boolean {
  const tokens = contextOf?.(model) ?? null;
  return tokens === null || answerBudget(tokens, estimateTokens(prompt), outputOf?.(model) ?? null) >= 0;
}

const WireClaim = z.object({
  claim: z.string().trim().min(3).max(400),
  quote: z.string().trim().min(6).max(400),
  sources: z.array(z.string()).catch([]),
});

type Written = { call: JudgeCall; text: string; judge: string };

/** The claims whose quotes stand in the answer, in its own words; each stretch once. */
function claimsOf(
  read: ReadAnswer,
  { call, text, judge }: Written,
  { sources }: TurnState,
): { claims: Claim[] } | { failure: Failure } {
  if (call.lost) return { failure: call.lost };
  const original = normaliseText(read.shown);
  const ids = new Set(sources.map(({ id }) => id));
  const claims = new Map<string, Claim>();
  for (const object of objectsIn(text)) {
    const wire = WireClaim.safeParse(object).data;
    const found = wire && checkQuote(original, wire.quote);
    if (!found || claims.size >= mostClaims) continue;
    const quote = original.source.slice(found.start, found.end);
    claims.set(quote, { claim: wire.claim, quote, sources: wire.sources.filter((id) => ids.has(id)).slice(0, 4) });
  }
  const list = [...claims.values()];
  if (list.length === 0) {
    return { failure: failure("judge_schema_mismatch", `${judge} listed no claim whose words stand in the answer.`) };
  }
  if (estimateTokens(readAsClaims(read, list).shown) < estimateTokens(read.shown)) return { claims: list };
  return { failure: failure("judge_schema_mismatch", `${judge} listed claims that are longer than the answer.`) };
}
