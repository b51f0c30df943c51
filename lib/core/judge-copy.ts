import type { TextSpan } from "./code-parts";
import { stretchesWithout } from "./stretches";

/**
 * A text with some of it left out, and the way back: unit i of `text` is unit `origins()[i]` of the original. Made when it
 * is asked for: the judge's request needs the text only.
 */
export type JudgeCopy = { text: string; origins: () => Uint32Array };

const models =
  "ChatGPT|GPT|Claude|Gemini|Gemma|Bard|Llama|Mistral|Mixtral|Magistral|DeepSeek|Qwen|QwQ|Grok|Kimi|GLM|ChatGLM|Command|Phi|MiniMax|Nova|Sonar|Perplexity|Copilot|ERNIE|Doubao|Hunyuan|Nemotron|Jamba|Granite|Olmo";
const makers =
  "OpenAI|Anthropic|Google(?: DeepMind)?|DeepMind|Meta(?: AI)?|Mistral(?: AI)?|DeepSeek|Alibaba(?: Cloud)?|xAI|Moonshot(?: AI)?|Zhipu(?: AI)?|Z\\.ai|Cohere|Microsoft|MiniMax|Amazon|Perplexity(?: AI)?|Baidu|ByteDance|Tencent|NVIDIA|AI21(?: Labs)?|IBM";
const version =
  "(?:[- ]?(?:\\d[\\w.]*|[vVrRoO]\\d[\\w.]*|Opus|Sonnet|Haiku|Fable|Pro|Flash|Ultra|Mini|Nano|Turbo|Large|Medium|Small|Lite|Max|Plus|Preview|Thinking|Instruct|Chat|Coder|R))";
const by = `,? (?:an? [\\w\\- ]{2,40} )?(?:(?:made|created|developed|built|trained|designed) by|from) (?:${makers})(?: \\(?\\w{2,12}\\)?(?=[.,]))?`;
/** Where a sentence or a line begins. */
const opening = '(?:^|[.!?:。！？*_>"“(-]\\s{0,2}|\\n\\s*)';
const iAm =
  "(?:I am|I['’]m|My name is|You(?: are|['’]re) (?:talking|speaking) (?:to|with)|Ich bin|Je suis|(?:Yo )?[Ss]oy|Sono|我是|私は)";

/** Vendors' own marks: citation glyphs, hidden references, thinking that leaked into the answer. */
const vendorMarks: readonly RegExp[] = [
  /^\s*<think>[\s\S]*?<\/think>\s*/g,
  /【\d+[†:][^】\n]{0,80}】/g,
  /\uE200[^\uE201\n]{0,300}\uE201/g,
  /:?contentReference\[oaicite:\d+\](?:\{index=\d+\})?/g,
  /<grok:render[\s\S]{0,400}?<\/grok:render>/g,
];

/**
 * What judge and synthesizer read of an answer: all of it but its author's name for itself, vendors' marks and leaked
 * thinking (judge.md section 6). Nothing is rewritten: names of models that an answer is about stay.
 */
export function judgeCopy(text: string, ownNames: readonly string[] = []): JudgeCopy {
  const kept = stretchesWithout(text, [...vendorMarks, ...selfIdentification(ownNames)]);
  return {
    text: kept.map(({ start, end }) => text.slice(start, end)).join(""),
    origins: () => originsOf(kept),
  };
}

function originsOf(kept: readonly TextSpan[]): Uint32Array {
  const origins = new Uint32Array(kept.reduce((length, { start, end }) => length + end - start, 0));
  let next = 0;
  for (const { start, end } of kept) {
    for (let at = start; at < end; at += 1, next += 1) origins[next] = at;
  }
  return origins;
}

function selfIdentification(ownNames: readonly string[]): RegExp[] {
  const own = ownNames.filter((name) => name.length > 2).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const name = `(?:${[...own, models].join("|")})${version}{0,4}(?![\\p{L}\\p{N}])`;
  const role = "an? (?:AI|artificial intelligence|(?:large )?language)[\\w\\- ]{0,30}?";
  const who = `(?:${name}(?:,? ${role})?(?:${by})?|${role}${by})`;
  return [
    new RegExp(`${atOpening("(?:As|Als|En tant que|Como|Speaking as) ")}${who}, ?`, "gu"),
    new RegExp(`${atOpening("(?:作为|作為) ?")}${name}[，,] ?`, "gu"),
    new RegExp(`${atOpening(`(?:(?:Hi|Hello|Hey)[,!.]? )?${iAm} ?`)}${who}(?:[.!。！] ?|,? and (?=I\\b)|, ?)`, "gu"),
    new RegExp(
      `${atOpening("I (?:was|am|have been) (?:made|created|developed|built|trained|designed) by ")}(?:${makers})(?:[.!] ?|,? and (?=I\\b)|, ?)`,
      "gu",
    ),
    new RegExp(
      `^[ \\t]*(?:[-—–*_]+ ?)?(?:(?:Answered|Generated|Written|Powered) (?:by|with)|Model:|[—–] ?) ?${name}[*_. \\t]*$`,
      "gmu",
    ),
  ];
}

/** Words where a sentence or a line begins. The words come first: looking back at every letter takes several times as long. */
function atOpening(words: string): string {
  return `${words}(?<=${opening}${words})`;
}
