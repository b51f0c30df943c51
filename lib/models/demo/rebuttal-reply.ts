import { bareText } from "./recognise";
import type { Contradiction, PanelistName } from "./script";
import { knownScripts } from "./scripts";

const ownWords = /<(yours-\w+)>\s*Position: ([^\n]*)\nWords: "([\s\S]*?)"\s*<\/\1>/;
const scripted = "Demo: scripted answers.";

/** Whether a prompt asks about one contradiction: only that one shows a panelist its own words apart. */
export function asksAboutPoint(prompt: string): boolean {
  return ownWords.test(prompt);
}

/** What a demo panelist says about a contradiction: it concedes where its script says that the other side is right. */
export function writeRebuttalReply(prompt: string, voice: PanelistName): string {
  const [, , says = "", quote = ""] = ownWords.exec(prompt) ?? [];
  const point = contradictionWith(voice, quote);
  if (!point) return `HOLD\n${scripted} The demo has no words for this point, so its panelist keeps its position.`;
  if (point.favors.length === 0)
    return `HOLD\n${scripted} I keep my position: "${says.replace(/\.$/, "")}". ${point.why}`;
  return point.favors.includes(voice)
    ? `HOLD\n${scripted} I keep my position: "${says.replace(/\.$/, "")}". ${point.why}`
    : `CONCEDE\n${scripted} The other position stands on firmer ground. ${point.why}`;
}

/** The scripted contradiction in which a panelist is quoted with these words. */
function contradictionWith(voice: PanelistName, quote: string): Contradiction | null {
  const bare = bareText(quote);
  if (bare === "") return null;
  for (const { points } of knownScripts) {
    const found = points.find(
      (point): point is Contradiction =>
        point.kind === "contradictions" &&
        point.views.some((view) => view.by === voice && !view.misquote && bare.includes(bareText(view.quote))),
    );
    if (found) return found;
  }
  return null;
}
