import { createScanner, type Scanned } from "./scanner";

/** A line of the reduced form: `KIND | letters | "copied words" | text`. */
const reducedLine = /^[\s|*#>-]*([A-Za-z][A-Za-z _-]{3,20}?)[\s*]*\|([^|]*)\|(.*)\|([^|]+?)[\s|]*$/;
const endLine = /^[\s|*#>-]*END\b/i;
const quoted = /"([^"]+)"|“([^”]+)”|«([^»]+)»|「([^」]+)」/g;
const longestTopic = 60;

/**
 * The points of a judge that was asked for the reduced form (judge.md section 10), as the wire format has them. One
 * that writes JSON all the same is read too. `complete` = the call ended by itself, so its last line is not cut.
 */
export function readReducedForm(text: string, complete: boolean): Scanned[] {
  const visible = text.replace(/<think>[\s\S]*?(?:<\/think>|$)/g, "");
  const lines = visible.split(/\r?\n/).slice(0, complete ? undefined : -1);
  const points = lines.flatMap((line): object[] => (endLine.test(line) ? [{ kind: "end" }] : pointIn(line)));
  if (points.length > 0) return points.map((value) => ({ type: "object", value }));
  const scanner = createScanner();
  return [...scanner.push(text), ...scanner.end()];
}

function pointIn(line: string): object[] {
  const [, kind, letters = "", quotes = "", text = ""] = reducedLine.exec(line) ?? [];
  if (kind === undefined) return [];
  const labels = letters.match(/\b[A-Z]\b/g) ?? [];
  const words = [...quotes.matchAll(quoted)].map((match) => match.slice(1).find(Boolean) ?? "");
  const positions = text.split(/\s+\/\s+/);
  const own = positions.length === labels.length;
  const views = labels.map((by, index) => ({
    by,
    // One quote for several letters is looked for in each of their answers.
    quote: words.length === 1 ? words[0] : words[index],
    says: own ? positions[index] : "",
  }));
  return [{ kind, topic: topicOf(text), weight: 2, views, point: text }];
}

/** The first words of the text; the form has no topic of its own. */
function topicOf(text: string): string {
  if (text.length <= longestTopic) return text;
  const cut = text.slice(0, longestTopic);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), longestTopic / 2))}…`;
}
