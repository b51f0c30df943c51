import type { Point } from "./analysis";
import { block } from "./prompts";

const rules = `Write the final answer to the request, for its author.
1. Answer directly. Do not mention a panel, letters, answers or judging unless the request asks about them.
2. The user's format, length and language come first; then the operator's instructions.
3. Start from what is agreed. Resolve each contradiction of weight 3 with its reason, or present both values as open.
4. Use insights that are sourced or plausible where they help; doubtful ones only with a hedge.
5. Fill blind spots from the material or from clearly marked general knowledge; else say it was not found.
6. You may overrule the analysis or a consensus when you state on what basis.
7. Figures, dates and quotations that rest on a source of the table carry its mark, such as [S1]. Never write an address of your own.
8. For code or a strict format take the best answer as the base and patch it; do not blend.
9. Never conclude more firmly than the shakiest claim the conclusion needs.`;

const markRule = `10. After a sentence that rests on a point of the analysis write that point's id in these brackets: ⟦c3⟧, or ⟦c1,c3⟧. Never write one inside code.`;

const rulingRule = `11. The rulings of the user are binding, whatever the answers, the analysis or you hold: write as if each were so. Where two rulings contradict each other the later one holds.`;

/** What the synthesizer is given besides the part it shares with the judge. */
export type SynthesisBrief = {
  /** One JSON object a point; null = there is no analysis, and it merges the answers. */
  analysis: string | null;
  nonce: string;
  /** The operator's own instructions; empty = none. */
  instructions: string;
  /** The letter of the answer to patch, when the request wants code or a strict format. */
  base?: string | null;
  /** How the user decided points, one line each; absent or empty = none. */
  rulings?: string;
  /** What was said before, whole, where a program sent it; absent or empty = what the material has of it is all. */
  conversation?: string;
  /** The system texts of a program; absent or empty = none. */
  programRules?: string;
  /** The form that a program wants; absent = none. */
  form?: string;
};

/** The synthesizer's task: part 2 of its user message. Without an analysis it merges the answers. */
export function synthesisTask(brief: SynthesisBrief): string {
  const none = "No analysis is available: compare the answers yourself before you write.";
  const parts = [
    `${analysisBlock(brief)}${conversationBlock(brief)}TASK: FINAL ANSWER`,
    brief.analysis === null ? none : "",
    rules,
    brief.analysis === null || brief.form ? "" : markRule,
    ...bindingRules(brief),
  ];
  return parts.filter(Boolean).join("\n");
}

const revisionRules = `The draft above is your final answer to the request, checked by a program. Write it again whole, with this mended:`;
const keepRule = `Change only what is needed for that; keep everything else word for word, with its marks of points and sources. Write the answer and nothing else: no word about the draft, the check or what you changed.`;

export type Mending = {
  /** The final answer as it stands. */
  draft: string;
  /** Points of weight 3 that it left out. */
  left: readonly Pick<Point, "id" | "kind" | "topic">[];
  /** Words that name answers by their letters. */
  wording: readonly string[];
  /** Formats it should parse as. */
  unparsed: readonly string[];
};

/** The one revision of a final answer: part 2 of its user message. */
export function revisionTask(brief: SynthesisBrief, { draft, left, wording, unparsed }: Mending): string {
  const list = [
    ...left.map(leftOut),
    ...wording.map(
      (words) => `- "${oneLine(words)}" means nothing to the reader, who knows no letters: say it without.`,
    ),
    ...unparsed.map((format) =>
      brief.form ? `- ${oneLine(format)}` : `- It must parse as ${format}, as the request orders.`,
    ),
  ];
  const parts = [
    `${analysisBlock(brief)}${block("draft", brief.nonce, draft)}`,
    `\nTASK: FINAL ANSWER, MENDED\n${revisionRules}`,
    ...list,
    keepRule,
    ...bindingRules(brief),
  ];
  return parts.join("\n");
}

function leftOut({ id, kind, topic }: Mending["left"][number]): string {
  const what =
    kind === "blind_spots"
      ? "say what is missing, or that it was not found"
      : "resolve it with its reason, or present both values as open";
  return `- Point ${id}, "${oneLine(topic)}", weighs most and is not addressed: ${what}, and put ⟦${id}⟧ after the sentence.`;
}

/** Words of a model inside an instruction: one line that opens no block. */
function oneLine(words: string): string {
  return words.replace(/\s+/g, " ").replaceAll("<", "‹").slice(0, 200);
}

function analysisBlock({ analysis, nonce }: SynthesisBrief): string {
  return analysis === null ? "" : `${block("analysis", nonce, analysis)}\n\n`;
}

function conversationBlock({ conversation = "", nonce }: SynthesisBrief): string {
  return conversation === "" ? "" : `${block("conversation", nonce, conversation)}\n\n`;
}

/** What binds first draft and revision alike. */
function bindingRules({ rulings = "", base, instructions, programRules = "", form = "" }: SynthesisBrief): string[] {
  return [
    ...(rulings === "" ? [] : [`${rulingRule}\nRulings of the user (binding):\n${rulings}`]),
    ...(base ? [`\n${baseRule(base)}`] : []),
    ...(instructions === "" ? [] : [`\nInstructions of the operator:\n${instructions}`]),
    ...(programRules === "" ? [] : [`\nInstructions of the program that asks:\n${programRules}`]),
    ...(form === "" ? [] : [`\nForm of the answer, before all rules above: ${form}`]),
  ];
}

function baseRule(base: string): string {
  return `This request wants code or a strict format: take answer ${base} as the base and patch it. Change only what the analysis shows to be wrong or missing; do not blend it with the others. Write marks of points and sources only in the prose around the code, never inside it.`;
}
