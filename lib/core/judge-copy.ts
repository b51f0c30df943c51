/** A text with some of it left out, and the way back: unit i of `text` is unit `origins[i]` of the original. */
export type JudgeCopy = { text: string; origins: Uint32Array };

const models =
  "ChatGPT|GPT|Claude|Gemini|Gemma|Bard|Llama|Mistral|Mixtral|Magistral|DeepSeek|Qwen|QwQ|Grok|Kimi|GLM|ChatGLM|Command|Phi|MiniMax|Nova|Sonar|Perplexity|Copilot|ERNIE|Doubao|Hunyuan|Nemotron|Jamba|Granite|Olmo";
const makers =
  "OpenAI|Anthropic|Google(?: DeepMind)?|DeepMind|Meta(?: AI)?|Mistral(?: AI)?|DeepSeek|Alibaba(?: Cloud)?|xAI|Moonshot(?: AI)?|Zhipu(?: AI)?|Z\\.ai|Cohere|Microsoft|MiniMax|Amazon|Perplexity(?: AI)?|Baidu|ByteDance|Tencent|NVIDIA|AI21(?: Labs)?|IBM";
const version =
  "(?:[- ]?(?:\\d[\\w.]*|[vVrRoO]\\d[\\w.]*|Opus|Sonnet|Haiku|Fable|Pro|Flash|Ultra|Mini|Nano|Turbo|Large|Medium|Small|Lite|Max|Plus|Preview|Thinking|Instruct|Chat|Coder|R))";
const by = `,? (?:an? [\\w\\- ]{2,40} )?(?:(?:made|created|developed|built|trained|designed) by|from) (?:${makers})(?: \\(?\\w{2,12}\\)?(?=[.,]))?`;
/** Where a sentence or a line begins. */
const opening = '(?<=^|[.!?:。！？*_>"“(-]\\s{0,2}|\\n\\s*)';
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
  const cut = new Uint8Array(text.length);
  for (const pattern of [...vendorMarks, ...selfIdentification(ownNames)]) {
    for (const match of text.matchAll(pattern)) cut.fill(1, match.index, match.index + match[0].length);
  }
  const kept = cut.reduce((count, gone) => count + (gone ? 0 : 1), 0);
  const origins = new Uint32Array(kept);
  let copy = "";
  for (let at = 0, next = 0; at < text.length; ) {
    const gone = cut.indexOf(1, at);
    const end = gone < 0 ? text.length : gone;
    copy += text.slice(at, end);
    for (; at < end; at += 1, next += 1) origins[next] = at;
    while (cut[at] === 1) at += 1;
  }
  return { text: copy, origins };
}

function selfIdentification(ownNames: readonly string[]): RegExp[] {
  const own = ownNames.filter((name) => name.length > 2).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const name = `(?:${[...own, models].join("|")})${version}{0,4}(?![\\p{L}\\p{N}])`;
  const role = "an? (?:AI|artificial intelligence|(?:large )?language)[\\w\\- ]{0,30}?";
  const who = `(?:${name}(?:,? ${role})?(?:${by})?|${role}${by})`;
  return [
    new RegExp(`${opening}(?:As|Als|En tant que|Como|Speaking as) ${who}, ?`, "gu"),
    new RegExp(`${opening}(?:作为|作為) ?${name}[，,] ?`, "gu"),
    new RegExp(`${opening}(?:(?:Hi|Hello|Hey)[,!.]? )?${iAm} ?${who}(?:[.!。！] ?|,? and (?=I\\b)|, ?)`, "gu"),
    new RegExp(
      `${opening}I (?:was|am|have been) (?:made|created|developed|built|trained|designed) by (?:${makers})(?:[.!] ?|,? and (?=I\\b)|, ?)`,
      "gu",
    ),
    new RegExp(
      `^[ \\t]*(?:[-—–*_]+ ?)?(?:(?:Answered|Generated|Written|Powered) (?:by|with)|Model:|[—–] ?) ?${name}[*_. \\t]*$`,
      "gmu",
    ),
  ];
}
