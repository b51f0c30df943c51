import { setTimeout as wait } from "node:timers/promises";
import { auditWriters } from "./audit-writer";
import { faults } from "./faults";
import {
  brokenLines,
  finalAnswer,
  judgeLines,
  mendedLines,
  mildLines,
  quoteLines,
  reducedLines,
  type Task,
  taskOf,
} from "./judge";
import { longAnswer } from "./long-answer";
import { lookingUp } from "./looking-up";
import { oracleSays } from "./oracle";
import { programScenarios } from "./programs";
import { formattedAnswer, quoteFormLines } from "./quote-forms";
import { rebuttalFamilies } from "./rebuttal";
import { limited, recovers } from "./recovering";
import { refuse } from "./refuse";
import type { Reply } from "./reply";
import { inputText, lastMessage } from "./request";
import { researcherFamilies, sourcedAnswer } from "./researchers";
import { sortedReply } from "./sorter";
import { citations, emojiText, plainAnswer, reasoningText, refusalText, taggedAnswer } from "./texts";
import { markdownToken, numberedToken, sendTokens } from "./tokens";
import { callTools, offersTools, toolScenarios } from "./tools";
import { wideAnswer, wideLines } from "./wide-panel";

/** What a scripted model does with a request. `released` resolves when the test lets it go on. */
export type Scenario = (reply: Reply, released: Promise<void>) => Promise<void> | void;

/** The scenario a model name stands for; null = no such model. */
export function scenarioOf(model: string): Scenario | null {
  const name = model.replace(/^~?scripted\//, "").replace(/:[a-z]+$/, "");
  const [kind = "", first = "", second = ""] = name.split(/[/-]/);
  const named = allNamed()[name];
  if (named) return named;
  if (/^[45]\d\d$/.test(name)) return (reply) => refuse(reply, Number(name));
  return families[kind]?.(first, second) ?? null;
}

/** In a function: the scenarios below are not there yet. */
const allNamed = (): Readonly<Record<string, Scenario>> => ({
  ...faults,
  ...programScenarios,
  ...toolScenarios,
  ...scenarios,
});

/** Models with a parameter in their name: `plain-a`, `tag/one`, `tokens/<count>/<per second>`, `markdown/<count>/<per second>`, `after/<milliseconds>`. */
const families: Readonly<Record<string, (first: string, second: string) => Scenario>> = {
  ...rebuttalFamilies,
  ...researcherFamilies,
  plain: (suffix) => (reply) => answer(reply, plainAnswer(suffix)),
  formatted: (suffix) => (reply) => answer(reply, formattedAnswer(suffix)),
  wide: (suffix) => (reply) => answer(reply, wideAnswer(suffix)),
  recovers: (status, suffix) => recovers(Number(status), suffix, answerWith),
  limited: (suffix) => limited(suffix, answerWith),
  tag: (tag) => (reply) => answer(reply, taggedAnswer(tag, inputText(reply.request.body))),
  tokens: (count, perSecond) => (reply) => sendTokens(reply, Number(count), Number(perSecond)),
  numbered: (count, perSecond) => async (reply) => {
    const token = (index: number) => {
      reply.request.sentAt.push(Date.now());
      return numberedToken(index);
    };
    await sendTokens(reply, Number(count), Number(perSecond), token);
  },
  markdown: (count, perSecond) => (reply) => sendTokens(reply, Number(count), Number(perSecond), markdownToken),
  long: (words, seed) => (reply, released) => longAnswer(reply, { words: Number(words), seed: Number(seed) }, released),
  oracle: (name) => (reply) => answerByLine(reply, oracleSays(name, lastMessage(reply.request.body))),
  after: (milliseconds) => (reply) => answerAfter(reply, Number(milliseconds)),
};

const answerWith =
  (text: string): Scenario =>
  (reply) =>
    answer(reply, text);

async function answer(reply: Reply, text: string, finish = "stop"): Promise<void> {
  reply.begin();
  await reply.raw(": OPENROUTER PROCESSING\n\n");
  await reply.delta({ role: "assistant", content: "" });
  await reply.say(text);
  await reply.finish(finish);
  await reply.close();
}

/** One chunk a line: the evaluation of judges asks often. */
async function answerByLine(reply: Reply, text: string): Promise<void> {
  reply.begin();
  for (const line of text.split(/(?<=\n)/)) await reply.delta({ content: line });
  await reply.finish("stop");
  await reply.close();
}

/** Headers at once, the first token after so many milliseconds. */
async function answerAfter(reply: Reply, milliseconds: number): Promise<void> {
  reply.begin();
  await wait(milliseconds);
  await reply.say("This answer came late.");
  await reply.finish("stop");
  await reply.close();
}

/** What a good judge says at each task, in pieces. */
const judgeSays: Readonly<Record<Task, (prompt: string) => string[]>> = {
  judge: (prompt) => judgeLines(prompt).map((line) => `${line}\n`),
  reduced: (prompt) => reducedLines(prompt).map((line) => `${line}\n`),
  repair: (prompt) => mendedLines(prompt).map((line) => `${line}\n`),
  quotes: (prompt) => quoteLines(prompt).map((line) => `${line}\n`),
  synthesize: (prompt) => [finalAnswer(prompt)],
  answer: () => [plainAnswer("judge")],
};

async function judge(reply: Reply, released: Promise<void> = Promise.resolve()): Promise<void> {
  const prompt = lastMessage(reply.request.body);
  const pieces = judgeSays[taskOf(prompt)](prompt);
  reply.begin();
  await reply.say(pieces[0] ?? "");
  await released;
  for (const piece of pieces.slice(1)) await reply.say(piece);
  await reply.finish("stop");
  await reply.close();
}

const prose = "Both answers are good. I like the first one more, it is well written.";

/** A good judge but for these tasks. */
function judgeThatSays(says: Partial<Record<Task, (prompt: string) => string>>): Scenario {
  return (reply) => {
    const prompt = lastMessage(reply.request.body);
    const text = says[taskOf(prompt)]?.(prompt);
    return text === undefined ? judge(reply) : answer(reply, text);
  };
}

/** A good judge that has the panel answer what is contested, when it is offered one. */
function judgeThatAsks(reply: Reply): Promise<void> {
  if (!offersTools(reply) || !/contested/i.test(lastMessage(reply.request.body))) return judge(reply);
  const asked = { prompt: "Which pot is faster, in full words?", reason: "People disagree about pots." };
  return callTools(reply, [{ name: "ask_panel", arguments: JSON.stringify(asked) }]);
}

/** A good judge that tells of follow-ups what they are. */
function judgeThatSorts(reply: Reply): Promise<void> {
  const text = sortedReply(lastMessage(reply.request.body));
  return text === null ? judge(reply) : answer(reply, text);
}

const scenarios: Readonly<Record<string, Scenario>> = {
  ...auditWriters,
  ...lookingUp((reply) => judge(reply)),
  judge: (reply) => judge(reply),
  "judge-slow": judge,
  "judge-asks": judgeThatAsks,
  "judge-sorts": judgeThatSorts,
  /** A good judge and writer whose every other request fails. */
  "judge-limited": (reply) => (reply.request.nth % 2 === 1 ? refuse(reply, 503) : judge(reply)),
  "judge-mild": judgeThatSays({ judge: (prompt) => mildLines(prompt).join("\n") }),
  "judge-500": (reply) => refuse(reply, 500),
  "judge-prose": judgeThatSays({ judge: () => prose, reduced: () => prose }),
  "judge-prose-then-reduced": judgeThatSays({ judge: () => prose }),
  "judge-quote-forms": judgeThatSays({ judge: (prompt) => quoteFormLines(prompt).join("\n") }),
  "judge-sources": judgeThatSays({ synthesize: sourcedAnswer }),
  "judge-wide": judgeThatSays({ judge: (prompt) => wideLines(prompt).join("\n") }),
  "judge-finds-quotes": judgeThatSays({ quotes: (prompt) => quoteLines(prompt, true).join("\n") }),
  "judge-broken-lines": judgeThatSays({ judge: (prompt) => brokenLines(prompt).join("\n") }),
  "judge-fenced": judgeThatSays({
    judge: (prompt) =>
      `Here is my {analysis}:\n\n\`\`\`json\n${judgeLines(prompt).join("\n")}\n\`\`\`\n\nI hope it helps.`,
  }),
  async reasoning(reply) {
    reply.begin();
    const details = [{ type: "reasoning.text", text: reasoningText, index: 0 }];
    await reply.delta({ role: "assistant", content: "", reasoning: reasoningText, reasoning_details: details });
    await reply.say(plainAnswer("a"));
    await reply.finish("stop");
    await reply.close();
  },
  async "reasoning-content"(reply) {
    reply.begin();
    await reply.delta({ reasoning_content: reasoningText.slice(0, 10) });
    await reply.delta({ thinking: reasoningText.slice(10) });
    await reply.say(plainAnswer("a"));
    await reply.finish("stop");
    await reply.close();
  },
  async "reasoning-only"(reply) {
    reply.begin();
    await reply.delta({ reasoning: reasoningText });
    await reply.finish("length");
    await reply.close();
  },
  async cited(reply) {
    reply.begin();
    await reply.say(plainAnswer("a"));
    const annotations = citations.map(({ url, title }) => ({
      type: "url_citation",
      url_citation: { url, title, start_index: 0, end_index: 5 },
    }));
    await reply.delta({ content: "", annotations });
    await reply.delta({ content: "", annotations: annotations.slice(0, 1) });
    await reply.finish("stop");
    await reply.close();
  },
  empty: (reply) => answer(reply, ""),
  length: (reply) => answer(reply, plainAnswer("a"), "length"),
  refused: (reply) => answer(reply, "", "content_filter"),
  async "refusal-field"(reply) {
    reply.begin();
    await reply.delta({ refusal: refusalText });
    await reply.finish("stop");
    await reply.close();
  },
  async "no-usage"(reply) {
    reply.begin();
    await reply.say(plainAnswer("a"));
    await reply.finish("stop");
    await reply.raw("data: [DONE]\n\n");
    reply.end();
  },
  async "usage-early"(reply) {
    reply.begin();
    await reply.delta({ role: "assistant", content: "" }, { usage: reply.usage({ completion_tokens: 7 }) });
    await reply.say(emojiText);
    await reply.finish("stop");
    reply.end();
  },
  async "usage-on-finish"(reply) {
    reply.begin();
    await reply.say(emojiText);
    await reply.chunk({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage: reply.usage() });
    await reply.raw("data: [DONE]\n\ndata: [DONE]\n\n");
    reply.end();
  },
  /** Reads only the first 2,048 tokens of what it is asked, and says so nowhere but in the usage. */
  async "cut-prompt"(reply) {
    reply.begin();
    await reply.say(plainAnswer("a"));
    await reply.finish("stop");
    await reply.chunk({ choices: [], usage: reply.usage({ prompt_tokens: 2048, prompt_tokens_details: {} }) });
    await reply.raw("data: [DONE]\n\n");
    reply.end();
  },
  /** Sends its headers when it is released. */
  async "late-headers"(reply, released) {
    await released;
    await answer(reply, plainAnswer("a"));
  },
  async slow(reply, released) {
    reply.begin();
    await reply.say("One moment please:");
    await released;
    await reply.say(` ${plainAnswer("slow")}`);
    await reply.finish("stop");
    await reply.close();
  },
};
