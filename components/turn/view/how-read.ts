import { countOf } from "@/components/words/counts";
import type { VerdictState } from "@/lib/core/turn";
import { withStop } from "./with-stop";

/** How a judge got to know answers that were too long for it, a sentence each. */
export function howReadFacts(verdict: VerdictState): string[] {
  return [...lookedUpFacts(verdict), ...windowFacts(verdict)];
}

function lookedUpFacts({ lookedUp }: VerdictState): string[] {
  if (!lookedUp) return [];
  const { passages, failure } = lookedUp;
  const words = passages.reduce((sum, passage) => sum + passage.words, 0);
  const count = `${countOf(passages.length, "passage")} more, ${countOf(words, "word")}`;
  if (passages.length === 0)
    return failure ? [`The judge could look up nothing more: ${withStop(failure.message)}`] : [];
  const read = `Before it judged, the judge looked up ${count}.`;
  return failure ? [read, `It could look up nothing else: ${withStop(failure.message)}`] : [read];
}

function windowFacts({ windows, joinFailure }: VerdictState): string[] {
  if (!windows) return [];
  const points = windows.reduce((sum, window) => sum + window.points, 0);
  const read = `The judge read the answers in ${countOf(windows.length, "window")} first, and found ${countOf(points, "point")} there.`;
  const reasons = new Set(windows.flatMap(({ failure }) => failure?.message ?? []));
  const lost = [...reasons].map((reason) => `A window gave no points: ${withStop(reason)}`);
  const joined = joinFailure
    ? [`The points of the windows were put together by rule: ${withStop(joinFailure.message)}`]
    : [];
  return [read, ...lost, ...joined];
}

/** How many passages of an answer the judge looked up. */
export function passagesOf({ lookedUp }: Pick<VerdictState, "lookedUp">, panelistId: string): number {
  return lookedUp?.passages.filter((passage) => "author" in passage && passage.author === panelistId).length ?? 0;
}
