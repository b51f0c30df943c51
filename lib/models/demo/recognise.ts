import type { CallMessage } from "@/lib/core/model";
import { type PanelistName, panelistNames, type Script } from "./script";
import { knownScripts, unknownScript } from "./scripts";

/** How many changed characters still count as the same question: a typing error, not another question. */
const tolerance = 2;

/** Letters and digits only, in lower case: what is left when case, spaces, punctuation and markup do not count. */
export function bareText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** The script for the last question of a conversation; the honest "unknown" script when there is none. */
export function scriptForConversation(messages: readonly CallMessage[]): Script {
  const asked = messages.filter(({ role }) => role === "user").map(({ content }) => content);
  const last = asked.at(-1) ?? "";
  const earlier = asked.slice(0, -1);
  return knownScripts.find((script) => isAsked(script, last, earlier)) ?? unknownScript;
}

/** Whether a question has a script, whatever came before it. */
export function isKnownQuestion(asked: string): boolean {
  return knownScripts.some(({ question }) => question !== null && isSameQuestion(asked, question));
}

function isAsked({ question, follows }: Script, asked: string, earlier: readonly string[]): boolean {
  if (question === null || !isSameQuestion(asked, question)) return false;
  return follows === null || earlier.some((text) => isSameQuestion(text, follows));
}

/** Whether two questions differ by case, spaces, punctuation or a typing error only. Figures must agree. */
function isSameQuestion(asked: string, known: string): boolean {
  const a = bareText(asked);
  const b = bareText(known);
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > tolerance || digitsOf(a) !== digitsOf(b)) return false;
  return editDistance(a, b) <= tolerance;
}

function digitsOf(text: string): string {
  return text.replace(/\D+/g, " ").trim();
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(a).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

/** Enough of an answer's beginning to tell all scripted answers apart. */
const tellingLength = 40;

const beginnings = [...knownScripts, unknownScript].flatMap((script) =>
  panelistNames.map((panelist) => ({
    script,
    panelist,
    beginning: bareText(script.answers[panelist].text).slice(0, tellingLength),
  })),
);

/** Whose scripted answer a text is, judged by its beginning, so that a cut-off answer is recognised too. */
export function authorOf(text: string): { script: Script; panelist: PanelistName } | null {
  const bare = bareText(text).slice(0, tellingLength);
  return beginnings.find(({ beginning }) => beginning === bare) ?? null;
}
