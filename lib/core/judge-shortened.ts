import type { EventOf, TurnEvent } from "./events";
import type { Judging } from "./judge";
import { omittedIn } from "./judge-answers";
import { type Asked, askAndMend, askedAgain, refusalToAskAgain, type Start } from "./judge-asking";
import { failureOfReading } from "./judge-conclusion";

/** What a judge has written, and the judging that it and everything after it rests on. */
export type Fitted = { asked: Asked; judging: Judging };

/**
 * Asks a judge in full. When its host silently read only a part of the prompt, the answers are brought down to what it
 * reads and the judge is asked once more; everything that follows, the final answer too, then rests on those.
 */
export async function* askWhatFits(judging: Judging, start: Start): AsyncGenerator<TurnEvent, Fitted> {
  const asked = yield* askAndMend(judging, start);
  const { cutTo, lines, quotes } = asked.reading;
  if (cutTo === null || refusalToAskAgain(judging, asked)) return { asked, judging };
  const shorter = judging.shortenTo?.(cutTo) ?? null;
  if (!shorter) return { asked, judging };
  yield shortenedFor(judging, asked, shorter.answers);
  const { second: _whole, ...rest } = judging;
  const shortened: Judging = { ...rest, ...shorter, shortenTo: () => null };
  return { asked: yield* askAndMend(shortened, { ...start, lines, quotes }), judging: shortened };
}

function shortenedFor(judging: Judging, first: Asked, answers: Judging["answers"]): EventOf<"judge-asked-again"> {
  const failure = failureOfReading(first.reading, answers.length, judging.ports.labelOf(first.model));
  const omitted = omittedIn(answers);
  return {
    ...askedAgain(judging, first, "shortened"),
    ...(failure ? { failure } : {}),
    ...(omitted ? { omitted } : {}),
  };
}
