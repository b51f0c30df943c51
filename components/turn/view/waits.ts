import { countOf } from "@/components/words/counts";
import { formatDuration } from "@/components/words/time";
import type { CallWaits } from "@/lib/core/call-news";
import { withStop } from "./with-stop";

const second = 1000;

/** Why nothing comes yet, in a line: "Try 2 of 3 in 4 s: OpenRouter: rate limit exceeded". Empty when it only thinks. */
export function waitWords({ waiting, ahead, retries }: CallWaits, now: number): string {
  if (waiting === "place") return ahead === 0 ? "Waits for a free place: it is next" : queueWords(ahead);
  const last = retries.at(-1);
  if (!last) return "";
  const left = waiting === "retry" && now > 0 ? last.at + last.waitMs - now : 0;
  const when = left > 0 ? ` in ${formatDuration(Math.ceil(left / second) * second)}` : "";
  return `Try ${last.try} of ${last.of}${when}: ${last.failure.message}`;
}

function queueWords(ahead: number): string {
  return `Waits for a free place: ${countOf(ahead, "call")} ${ahead === 1 ? "is" : "are"} before it`;
}

/** Each request that failed and was sent again, a sentence each: "Try 1 of 3 failed: ... The next went out after 4 s." */
export function retryFacts({ retries }: Pick<CallWaits, "retries">): string[] {
  return retries.map(({ try: next, of, waitMs, failure }) => {
    const after = waitMs < second ? "at once" : `after ${formatDuration(waitMs)}`;
    return `Try ${next - 1} of ${of} failed: ${withStop(failure.message)} The next went out ${after}.`;
  });
}
