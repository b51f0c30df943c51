import type { ToolWay } from "./events";
import { FailureError, failureOf } from "./failure";
import type { McpTool } from "./mcp";
import type { ToolSpec } from "./model";
import { type CallEnd, callModel, type Finished, type HandedOver, handedOverIn, type Said } from "./model-call";
import type { Asking } from "./panelist-asking";
import { searchBefore } from "./search-before";
import { capRefusal } from "./spending-cap";
import { whyAborted } from "./time-limit";
import { toolSpecs } from "./tool-calls";
import { providerRules } from "./tool-prompts";
import { resultsPerSearch } from "./tool-run";
import { openToolSession, type ToolSession } from "./tool-session";
import { runStep, type ToolEvent } from "./tool-steps";

/** What a panelist says and does; `finished` is the end of its last call. */
export type Step = Said | ToolEvent | HandedOver | Finished;

/** An answer with all its calls: with the tools of its panel, in the way its model can take them. Throws its failure. */
export async function* answerInSteps(asking: Asking): AsyncGenerator<Step> {
  const way = wayOf(asking);
  if (way === "none") {
    yield* lastCall(asking, asking.request);
    return;
  }
  const offer = offered(asking, way);
  yield offer;
  if (offer.way === "before") {
    yield* answerAfterSearch(asking);
    return;
  }
  try {
    yield* way === "server" ? answerWithProvidersTools(asking) : answerWithOwnTools(asking);
  } catch (error) {
    const refusal = refusalOfTools(error, asking);
    if (refusal === null) throw error;
    asking.ports.toolRefusals?.remember(asking.panelist.model, way, refusal);
    yield { ...offer, at: asking.ports.clock.now(), way: "before", refused: refusal };
    yield* answerAfterSearch(asking);
  }
}

function wayOf({ panelist, turn, ports }: Asking): ToolWay | "none" {
  // Another form of what is there needs no research.
  if (turn.route?.followUp === "form") return "none";
  const isOn = usesWeb({ panelist, turn });
  const way = ports.toolWayOf?.(panelist.model, turn.panel.tools.engine) ?? "own";
  const takesCalls = way === "own" || way === "server";
  // A provider that runs its own tools runs none of ours beside them.
  if (takesCalls && mcpToolsOf({ panelist, ports }).length > 0) return "own";
  return isOn ? webWayOf(way, turn, ports) : "none";
}

function webWayOf(way: ToolWay | "none", turn: Asking["turn"], ports: Asking["ports"]): ToolWay | "none" {
  if (way === "none" || way === "server") return way;
  return specsFor(turn.panel.tools, ports).length > 0 ? way : "none";
}

function usesWeb({ panelist, turn }: Pick<Asking, "panelist" | "turn">): boolean {
  return panelist.webTools && (turn.panel.tools.search || turn.panel.tools.fetch);
}

function mcpToolsOf({ panelist, ports }: Pick<Asking, "panelist" | "ports">): readonly McpTool[] {
  const { mcpServers = [] } = panelist;
  return mcpServers.length === 0 ? [] : (ports.mcp?.toolsOf(mcpServers) ?? []);
}

function specsFor(tools: { search: boolean; fetch: boolean }, ports: Asking["ports"]): ToolSpec[] {
  const search = tools.search && ports.searchWeb !== undefined;
  return toolSpecs({ search, fetch: tools.fetch && ports.fetchPage !== undefined });
}

/** The way that is gone; a provider that refused tools lately is not asked with them again. */
function offered({ of, panelist, ports }: Asking, way: ToolWay): ToolEvent & { type: "answer-tools-offered" } {
  const refused = ports.toolRefusals?.wordsFor(panelist.model, way) ?? null;
  const offer = { type: "answer-tools-offered" as const, at: ports.clock.now(), ...of };
  return refused === null ? { ...offer, way } : { ...offer, way: "before", refused };
}

const toolWords = /\btools?\b|function[ _-]?call/i;
const refusingStatuses = new Set([400, 404, 405, 415, 422, 500, 501]);

/** The provider's words when it refuses a request for its tools; null when that is not what went wrong. */
export function refusalOfTools(
  error: unknown,
  { spending, signal }: Pick<Asking, "spending" | "signal">,
): string | null {
  const { message, httpStatus = 0 } = failureOf(error);
  const isRefusal = refusingStatuses.has(httpStatus) && toolWords.test(message);
  // A call that had begun, or one that came after others, was not refused for its tools.
  return isRefusal && !signal.aborted && spending.wasted().spent === undefined ? message : null;
}

async function* say(asking: Asking, request: Asking["request"]): AsyncGenerator<Said, CallEnd> {
  return yield* callModel(asking.ports.streamModel, request, asking.spending);
}

async function* answerWithProvidersTools(asking: Asking): AsyncGenerator<Step> {
  const { request, turn } = asking;
  const { search, fetch, maxToolCalls, allowedDomains, excludedDomains } = turn.panel.tools;
  const [system, ...rest] = request.messages;
  const rules = `${system?.content ?? ""}\n\n${providerRules(todayOf(asking))}`;
  const maxResults = resultsPerSearch(turn.panel.tools);
  const serverTools = { search, fetch, maxCalls: maxToolCalls, maxResults, allowedDomains, excludedDomains };
  const messages = [{ role: "system" as const, content: rules }, ...rest];
  yield* lastCall(asking, { ...request, messages, serverTools });
}

async function* answerAfterSearch(asking: Asking): AsyncGenerator<Step> {
  if (!usesWeb(asking)) {
    yield* lastCall(asking, asking.request);
    return;
  }
  const session = sessionFor(asking);
  const found = yield* searchBefore(asking, session);
  session.add({ text: "", results: found });
  yield* lastCall(asking, session.plainRequest());
}

/** The model asks, its calls are made, it reads the results, and so on until it answers or its budget is spent. */
async function* answerWithOwnTools(asking: Asking): AsyncGenerator<Step> {
  const session = sessionFor(asking);
  for (;;) {
    const isLast = !session.mayCall;
    const end = yield* say(asking, session.request());
    const { calls, text, finished } = end;
    const theirs = handedOverIn(end, asking.request.tools);
    if (theirs) {
      yield theirs;
      yield finished;
      return;
    }
    if (calls.length === 0 || (isLast && text.trim() !== "")) {
      yield finished;
      return;
    }
    if (isLast) break;
    const planned = session.plan(calls);
    const results = yield* runStep(planned, asking, session.frame(planned));
    if (asking.signal.aborted) throw new FailureError(whyAborted(asking.signal, "You stopped this answer."));
    session.add({ text, replay: finished.replay, results });
  }
  yield* lastCall(asking, session.plainRequest());
}

/** A call after which nothing of Parley's follows. */
async function* lastCall(asking: Asking, request: Asking["request"]): AsyncGenerator<Step> {
  const end = yield* say(asking, request);
  const theirs = handedOverIn(end, request.tools);
  if (theirs) yield theirs;
  yield end.finished;
}

function sessionFor(asking: Asking): ToolSession {
  const { request, turn, ports, panelist, spending, current } = asking;
  const mcp = mcpToolsOf(asking);
  const web = usesWeb(asking) ? specsFor(turn.panel.tools, ports) : [];
  return openToolSession({
    base: request,
    tools: [...web, ...mcp.map(({ spec }) => spec)],
    mcp,
    maxCalls: turn.panel.tools.maxToolCalls,
    contextTokens: ports.contextOf?.(panelist.model) ?? null,
    seed: ports.newSeed(),
    today: todayOf(asking),
    isBroke: () => capRefusal(current(), spending.total().costUsd ?? 0) !== null,
  });
}

function todayOf({ ports }: Asking): string {
  return new Date(ports.clock.now()).toISOString().slice(0, 10);
}
