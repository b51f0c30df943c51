import { askedWords } from "./asked-words";
import type { ToolCall } from "./model";
import type { Asking } from "./panelist-asking";
import { canonicalUrl } from "./source-url";
import type { ToolName } from "./tool-calls";
import type { ToolSession } from "./tool-session";
import { runStep, type ToolEvent, type ToolResult } from "./tool-steps";

const maxQuery = 400;
const maxPages = 3;

/**
 * Research for a model that takes no tools: the question is searched for, and the pages it names and the first ones found
 * are read, within the panel's number of calls.
 */
export async function* searchBefore(asking: Asking, session: ToolSession): AsyncGenerator<ToolEvent, ToolResult[]> {
  const { turn, ports, research } = asking;
  const { search, fetch, maxToolCalls } = turn.panel.tools;
  const query = queryOf(askedWords(turn).question);
  const found: ToolResult[] = [];
  if (search && ports.searchWeb && query !== "") {
    const planned = session.plan([callOf("web_search", { query })]);
    found.push(...(yield* runStep(planned, asking, session.frame(planned))));
  }
  const listed = found.flatMap((result) => result.addresses);
  const addresses = distinct([...research.asked, ...listed, ...research.named]);
  const pages = fetch && ports.fetchPage ? addresses.slice(0, Math.min(maxPages, maxToolCalls - found.length)) : [];
  if (pages.length === 0 || asking.signal.aborted) return found;
  const planned = session.plan(pages.map((url) => callOf("web_fetch", { url })));
  return [...found, ...(yield* runStep(planned, asking, session.frame(planned)))];
}

/** Each page once, in whichever spelling it came first. */
function distinct(addresses: readonly string[]): string[] {
  return [...new Map(addresses.toReversed().map((url) => [canonicalUrl(url) ?? url, url])).values()].toReversed();
}

/** Parley's own calls look like those of a model. */
function callOf(name: ToolName, given: Record<string, string>): ToolCall {
  return { id: "", name, arguments: JSON.stringify(given) };
}

/** The first words of a question; engines take no essays. */
function queryOf(question: string): string {
  const words = question.replace(/\s+/g, " ").trim();
  return words.length <= maxQuery ? words : words.slice(0, maxQuery).replace(/\s\S*$/, "");
}
