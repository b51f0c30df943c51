import { z } from "zod";
import type { TurnEvent } from "./events";
import type { Judging } from "./judge";
import { type Asked, askedAgain, refusalToAskAgain } from "./judge-asking";
import { askForWords, type JudgeCall } from "./judge-calls";
import { objectsIn } from "./judge-json";
import type { Missing, Taken } from "./judge-settling";
import { normaliseText } from "./normalise-text";
import { checkQuote } from "./quotes";
import type { WireView } from "./wire-point";

/** Words that a judge gave when it was asked again, by the view they belong to. */
export type FoundWords = ReadonlyMap<WireView, string>;

/** One view to ask for; the same one may stand in several lines. */
type Wanted = { label: string; views: WireView[]; text: string };

/** A call carries no more than this. */
const mostWanted = 24;
const nothing: FoundWords = new Map();

/**
 * Asks a judge once, in one call, for all views whose words are not in the answer it named (judge.md section 11). Only
 * words that stand in that answer count; a call that breaks off or gives anything else changes nothing.
 */
export async function* askForQuotes(
  judging: Judging,
  asked: Asked,
  missing: readonly Missing[],
): AsyncGenerator<TurnEvent, { call: JudgeCall; found: FoundWords }> {
  const wanted = wantedViews(missing);
  if (wanted.length === 0 || asked.reading.lost || refusalToAskAgain(judging, asked)) {
    return { call: asked.call, found: nothing };
  }
  yield askedAgain(judging, asked, "quotes");
  const list = wanted.map(({ text }, index) => `${index + 1}. ${text}`).join("\n");
  const { call, text } = yield* askForWords(judging, asked.model, list);
  return { call, found: givenWords(text, wanted, judging) };
}

/** The lines with the words that were found in place of those that were not. */
export function requoted(lines: readonly Taken[], found: FoundWords): Taken[] {
  return lines.map((taken) => {
    if (!taken.line.views.some((view) => found.has(view))) return taken;
    const views = taken.line.views.map((view) => ({ ...view, quote: found.get(view) ?? view.quote }));
    return { ...taken, line: { ...taken.line, views }, requoted: true };
  });
}

function wantedViews(missing: readonly Missing[]): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const { taken, view } of missing) {
    const key = `${view.by} ${normaliseText(view.quote).text}`;
    const known = wanted.get(key);
    if (known) known.views.push(view);
    else wanted.set(key, { label: view.by, views: [view], text: describe(taken, view) });
  }
  return [...wanted.values()].slice(0, mostWanted);
}

function describe({ line }: Taken, { by, says, quote }: WireView): string {
  const text = `Answer ${by} | ${line.topic} | ${says || line.point || line.topic} | quoted as: ${quote}`;
  return text.replace(/\s+/g, " ");
}

const Words = z.object({ n: z.number().int(), quote: z.string().trim().min(1).max(400) });

/** The words a judge gave that are really in the answer they are asked for. */
function givenWords(text: string, wanted: readonly Wanted[], { answers }: Judging): FoundWords {
  const found = new Map<WireView, string>();
  for (const object of objectsIn(text)) {
    const words = Words.safeParse(object).data;
    const asked = words && wanted[words.n - 1];
    const answer = answers.find(({ label }) => label === asked?.label);
    if (!asked || !answer || !checkQuote(answer.text, words.quote)) continue;
    for (const view of asked.views) found.set(view, words.quote);
  }
  return found;
}
