import { isKnownQuestion } from "./recognise";

const request = /<(request[-a-z0-9]*)>\n([\s\S]*?)\n<\/\1>/;

/** Whether a prompt asks only who answers: one model alone, or the panel. */
export function asksForRoute(prompt: string): boolean {
  return prompt.includes("TASK: ROUTE") && request.test(prompt);
}

/** The demo's choice: the panel for its scripted questions, one scripted answer for everything else. */
export function writeRoute(prompt: string): string {
  const [, , question = ""] = request.exec(prompt) ?? [];
  return isKnownQuestion(question)
    ? '{"decision": "fuse", "reason": "The demo\'s panel disagrees about this question."}'
    : '{"decision": "solo", "reason": "The demo has no script for this, so one scripted answer is enough."}';
}

/** Whether a prompt asks only what a follow-up is. */
export function asksForKind(prompt: string): boolean {
  return prompt.includes("TASK: FOLLOW-UP") && request.test(prompt);
}

/** The demo is scripted, so it can neither rewrite nor check; its panel is asked every time. */
export const demoKind =
  '{"kind": "new", "point": null, "question": "", "reason": "The demo asks its panel each time."}';
