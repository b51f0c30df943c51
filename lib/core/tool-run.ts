import type { EventOf } from "./events";
import { wordsIn } from "./judge-overflow";
import type { McpCall } from "./mcp";
import type { TurnPorts } from "./ports";
import type { Research } from "./research";
import { isDomainAllowed } from "./source-url";
import { printOf } from "./text-print";
import type { GoodCall } from "./tool-calls";
import { type ResultFrame, showFailure, showHits, showMcpResult, showPage } from "./tool-results";
import type { TurnState } from "./turn";
import { type Page, type SearchHit, type ToolFailure, toolFailure } from "./web";

const usualResults = 5;
/** The adapters have limits of their own; this one is for an adapter that hangs. */
const longestCallMs = 45_000;
const maxTitle = 300;
const maxSnippet = 1000;

type Facts = Omit<EventOf<"answer-tool-returned">, "type" | "at" | "panelistId" | "attempt" | "callId">;
/** What a call gave: for the model, and for the log. */
export type ToolOutcome = { content: string; facts: Facts };

export type ToolGround = { turn: TurnState; ports: TurnPorts; research: Research; signal: AbortSignal };

/** A call that gave nothing, and why. */
export function failedOutcome(failure: ToolFailure, engine?: string): ToolOutcome {
  return { content: showFailure(failure), facts: { sources: [], failure, ...(engine ? { engine } : {}) } };
}

/** Makes one call. Never throws, and ends when the signal aborts whatever the adapter does. */
export async function runTool(call: GoodCall, ground: ToolGround, frame: ResultFrame): Promise<ToolOutcome> {
  const over = new AbortController();
  const signal = AbortSignal.any([ground.signal, over.signal]);
  const { mcp } = call;
  const work = mcp ? askServer(mcp) : call.tool === "web_search" ? search : read;
  try {
    return await Promise.race([
      work(call.input, { ...ground, signal }, frame),
      stopOf(ground.signal),
      ground.ports.clock.sleep(longestCallMs, signal).then(() => failedOutcome(tooSlow)),
    ]);
  } catch {
    return failedOutcome(toolFailure("unexpected_error", "The tool failed in a way that Parley does not know."));
  } finally {
    over.abort();
  }
}

const tooSlow = toolFailure("timeout", "The tool took too long.");
const stopped = toolFailure("stopped", "The answer was stopped.");

function stopOf(signal: AbortSignal): Promise<ToolOutcome> {
  return new Promise((resolve) => {
    const stop = () => resolve(failedOutcome(stopped));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
}

/** Panels that were stored before there were results per search say nothing of them. */
export function resultsPerSearch({ maxResults }: { maxResults?: number }): number {
  return maxResults ?? usualResults;
}

function limitsOf({ panel }: TurnState) {
  const { allowedDomains, excludedDomains, engine } = panel.tools;
  const maxResults = resultsPerSearch(panel.tools);
  return { allowedDomains, excludedDomains, maxResults, engine: engine === "openrouter" ? "auto" : engine };
}

async function search(
  query: string,
  { turn, ports, research, signal }: ToolGround,
  frame: ResultFrame,
): Promise<ToolOutcome> {
  if (!ports.searchWeb) return failedOutcome(toolFailure("unknown_tool", "There is no web search here."));
  const limits = limitsOf(turn);
  const outcome = await ports.searchWeb({ ...limits, query, signal });
  if ("failure" in outcome) return failedOutcome(outcome.failure, outcome.engine);
  const hits = outcome.hits
    .filter(({ url }) => isDomainAllowed(url, limits.allowedDomains, limits.excludedDomains))
    .slice(0, limits.maxResults);
  research.allow(hits.map(({ url }) => url));
  const { content } = showHits(query, outcome.engine, hits, frame);
  return { content, facts: { engine: outcome.engine, sources: hits.map(foundSource) } };
}

function foundSource({ url, title, snippet, date }: SearchHit) {
  const texts = { title: title.slice(0, maxTitle), snippet: snippet.slice(0, maxSnippet) };
  return { url, ...texts, date, status: "found" as const };
}

async function read(
  address: string,
  { turn, ports, research, signal }: ToolGround,
  frame: ResultFrame,
): Promise<ToolOutcome> {
  if (!ports.fetchPage) return failedOutcome(toolFailure("unknown_tool", "No pages can be read here."));
  const permitted = research.permit(address);
  if ("failure" in permitted) return failedOutcome(permitted.failure);
  const { allowedDomains, excludedDomains } = limitsOf(turn);
  if (!isDomainAllowed(permitted.url, allowedDomains, excludedDomains)) return failedOutcome(excluded);
  const outcome = await ports.fetchPage({ ...permitted, turnId: turn.id, allowedDomains, excludedDomains, signal });
  if ("failure" in outcome) return failedOutcome(outcome.failure);
  const { page } = outcome;
  // A redirect may lead out of the allowed sites.
  if (!isDomainAllowed(page.url, allowedDomains, excludedDomains)) return failedOutcome(excluded);
  research.allow([page.url, ...page.links]);
  const { content, omitted } = showPage(page, frame);
  const source = fetchedSource(page, permitted.url);
  return { content, facts: { sources: [source], words: wordsIn(page.text), omitted } };
}

type Work = (input: string, ground: ToolGround, frame: ResultFrame) => Promise<ToolOutcome>;

/** Calls a tool of an MCP server. Addresses in its result may not be read: nobody but the server vouches for them. */
function askServer(call: McpCall): Work {
  return async (_input, { ports, signal }, frame) => {
    if (!ports.mcp) return failedOutcome(toolFailure("unknown_tool", "There are no MCP servers here."));
    const outcome = await ports.mcp.call(call, signal);
    if ("failure" in outcome) return failedOutcome(outcome.failure, call.server);
    const { content, omitted } = showMcpResult(call, outcome, frame);
    const facts = { engine: call.server, sources: [], words: wordsIn(outcome.text), omitted };
    return { content, facts: outcome.isError ? { ...facts, failure: toldFailure } : facts };
  };
}

const toldFailure = toolFailure("tool_error", "The tool said that it failed; the model has read why.");

const excluded = toolFailure("excluded_domain", "The panel does not let pages of this site be read.");

function fetchedSource({ url, title, site, author, date, text }: Page, asked: string) {
  return {
    url,
    ...(asked === url ? {} : { asked }),
    title: title.slice(0, maxTitle),
    snippet: "",
    // Citations tell the day; pages often tell the second.
    date: date.slice(0, "2023-12-31".length),
    site: site.slice(0, maxTitle),
    author: author.slice(0, maxTitle),
    print: printOf(text),
    status: "fetched" as const,
  };
}
