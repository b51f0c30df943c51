import type { EventOf, TurnEvent } from "./events";
import type { Judging } from "./judge";
import { omittedIn } from "./judge-answers";
import { type Asked, askAndMend, askedAgain, refusalToAskAgain, type Start } from "./judge-asking";
import { failureOfReading } from "./judge-conclusion";

/**
 * Asks a judge in full. When its host silently read only a part of the prompt, the answers are brought down to what it
 * reads and the judge is asked once more; everything that follows, the final answer too, then rests on those.
 */
export async function* askWhatFits(judging: Judging, start: Start): AsyncGenerator<TurnEvent, Asked> {
  const first = yield* askAndMend(judging, start);
  const { cutTo, lines, quotes } = first.reading;
  if (cutTo === null || refusalToAskAgain(judging, first)) return first;
  const shorter = judging.shortenTo?.(cutTo) ?? null;
  if (!shorter) return first;
  yield shortenedFor(judging, first, shorter.answers);
  delete judging.second;
  delete judging.shortenTo;
  Object.assign(judging, shorter);
  return yield* askAndMend(judging, { ...start, lines, quotes });
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
