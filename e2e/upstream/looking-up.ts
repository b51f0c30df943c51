import type { Reply } from "./reply";
import { inputText } from "./request";
import type { Scenario } from "./scenarios";
import { callTools, offeredNames, offersTools, resultsIn, say } from "./tools";

/** Judges that may look up what they have not read: `judge` is what they do otherwise. */
export const lookingUp = (judge: (reply: Reply) => Promise<void>): Readonly<Record<string, Scenario>> => ({
  /** Reads on in the first answer it has not read whole and searches all of them, then is ready. */
  "judge-looks-up": (reply) => {
    if (!offeredNames(reply).includes("read_answer")) return judge(reply);
    const answer = /<unread[\w-]*>\s*([A-H]):/.exec(inputText(reply.request.body))?.[1] ?? "A";
    if (resultsIn(reply).length > 0) return say(reply, "READY");
    return callTools(reply, [
      { name: "read_answer", arguments: JSON.stringify({ answer }) },
      { name: "search_answers", arguments: JSON.stringify({ words: "item heading" }) },
    ]);
  },
  /** Its host refuses tools. */
  "judge-toolless": (reply) =>
    offersTools(reply)
      ? reply.fail(400, "registry.example/tiny does not support tools", { type: "invalid_request" })
      : judge(reply),
});
