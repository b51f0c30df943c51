import { authorOf } from "./recognise";
import type { PanelistName, Script } from "./script";

/** An answer of the prompt whose author the demo knows. */
export type RecognisedAnswer = { label: string; panelist: PanelistName; text: string; complete: boolean };

/** What a judge or synthesizer prompt holds, as far as the demo needs it. */
export type PromptMaterial = {
  script: Script | null;
  recognised: RecognisedAnswer[];
  /** All answers, recognised or not. */
  total: number;
};

const answerBlock = /<(answer[-a-z0-9]*)\s+id="([A-H])"([^>]*)>([\s\S]*?)<\/\1>/g;

/** Whether a prompt asks for work on answers (a judge's or synthesizer's) and not for an answer. */
export function holdsAnswers(prompt: string): boolean {
  return prompt.search(answerBlock) >= 0;
}

/** Whether the task at the end of a prompt asks for the analysis: only that one describes the end line. */
export function asksForAnalysis(prompt: string): boolean {
  return prompt.lastIndexOf('{"kind":"end"') > prompt.lastIndexOf("</answer");
}

/** Finds the answers of a prompt and the script they belong to: the one most of them are from. */
export function readPrompt(prompt: string): PromptMaterial {
  const blocks = [...prompt.matchAll(answerBlock)].map(([, , label = "", attributes = "", text = ""]) => ({
    label,
    text,
    complete: !attributes.includes('status="cut_off"'),
    author: authorOf(text),
  }));
  const script = mostCommon(blocks.flatMap(({ author }) => author?.script ?? []));
  const recognised = blocks.flatMap(({ label, text, complete, author }) =>
    author && author.script === script ? [{ label, text, complete, panelist: author.panelist }] : [],
  );
  return { script, recognised, total: blocks.length };
}

function mostCommon(scripts: readonly Script[]): Script | null {
  const count = (script: Script) => scripts.filter((other) => other === script).length;
  return scripts.toSorted((a, b) => count(b) - count(a))[0] ?? null;
}
