import type { Reply } from "./reply";
import { lastMessage } from "./request";
import { plainAnswer } from "./texts";

type Scenario = (reply: Reply, released: Promise<void>) => Promise<void>;

/** What these panelists say when they are asked about one contradiction. */
export const rebuttalReplies = {
  concede: "CONCEDE\nI took an open pot for the comparison, and the other figure fits a closed one.",
  hold: "**Hold:** My figure is for soaked beans, and nothing in their words speaks of those.",
  cite: "CITE\nThe kitchen test of 2024 measured both [S1].",
  rubbish: "Both of us have a point, I would say.",
} as const;

/** Models that answer like `plain-<suffix>` and differ only when they are asked about one point: `concede-a`, `hold-b`, ... */
export const rebuttalFamilies: Readonly<Record<string, (suffix: string) => Scenario>> = {
  concede: (suffix) => whenAsked(suffix, rebuttalReplies.concede),
  hold: (suffix) => whenAsked(suffix, rebuttalReplies.hold),
  cite: (suffix) => whenAsked(suffix, rebuttalReplies.cite),
  rubbish: (suffix) => whenAsked(suffix, rebuttalReplies.rubbish),
  /** Holds, as soon as the test lets it go on. */
  waits: (suffix) => whenAsked(suffix, rebuttalReplies.hold, true),
  /** Too busy to be asked about a point. */
  unwell: (suffix) => async (reply) => {
    if (!isRebuttal(reply)) return answer(reply, plainAnswer(suffix));
    reply.fail(429, "Rate limit exceeded: 20 requests a minute.", { type: "rate_limit_exceeded" });
  },
};

function whenAsked(suffix: string, text: string, waits = false): Scenario {
  return async (reply, released) => {
    if (!isRebuttal(reply)) return answer(reply, plainAnswer(suffix));
    if (waits) await released;
    return answer(reply, text);
  };
}

function isRebuttal({ request }: Reply): boolean {
  return /<yours-\w+>/.test(lastMessage(request.body));
}

async function answer(reply: Reply, text: string): Promise<void> {
  reply.begin();
  await reply.say(text);
  await reply.finish("stop");
  await reply.close();
}
