import { isNews, routeNews } from "./call-news";
import type { TurnEvent } from "./events";
import type { Failure } from "./failure";
import type { PanelistId } from "./ids";
import type { CallNews, ModelContent, ToolCall } from "./model";
import { type Finished, type HandedOver, handedOverIn } from "./model-call";
import { type BegunAnswer, requestOf } from "./panelist";
import type { TurnPorts } from "./ports";
import { panelTool, routingSystem } from "./route-prompts";
import { panelCallIn } from "./route-reading";
import type { RouterSeat } from "./route-seat";
import { openSpending } from "./spending";
import { whyFailed } from "./time-limit";
import { refusalOfTools } from "./tool-loop";
import type { TurnState } from "./turn";

/** Words before a call are an announcement ("Let me ask the panel."); from here on they are an answer. */
const longestAnnouncement = 240;

/** `stop`: a person, or the end of the turn; `signal` also aborts when the time for an answer is over. */
export type Routing = { turn: TurnState; seat: RouterSeat; ports: TurnPorts; signal: AbortSignal; stop: AbortSignal };
type Offer = Omit<Routing, "stop">;

export type OpenCall = {
  /** Reads on until it is known what the call is; tells how its request gets through. */
  opening(): AsyncGenerator<TurnEvent, Opening>;
  /** What the model has called so far. */
  calls: readonly ToolCall[];
  begun: BegunAnswer;
};
type Said = Exclude<ModelContent, { type: "tool-call" }> | HandedOver;
/** What a call turned out to be. */
export type Opening =
  | { type: "answer" }
  | { type: "called"; prompt: string; reason: string }
  | { type: "nothing" }
  | { type: "failed"; failure: Failure }
  | { type: "refused"; words: string };

/** The call with the panel as its tool: what it turns out to be, and all it says if that is an answer. */
export function openCall({ turn, seat: { panelist }, ports, signal }: Offer): OpenCall {
  const { messages, tools, ...asked } = offerOf({ turn, seat: { panelist }, ports, signal });
  const spending = openSpending(panelist.model, ports);
  const calls: ToolCall[] = [];
  const held: Said[] = [];
  const at = ports.clock.now();
  spending.begin();
  const stream = said();

  async function* said(): AsyncGenerator<Said | CallNews> {
    for await (const chunk of ports.streamModel({ ...asked, messages, tools: [panelTool, ...tools] })) {
      if (isNews(chunk)) {
        yield chunk;
        continue;
      }
      spending.gotToken();
      if (chunk.type === "finished") {
        spending.finish(chunk);
        const theirs = handedOverIn({ calls, finished: chunk, text: "" }, tools);
        if (theirs) yield theirs;
      }
      if (chunk.type === "tool-call") calls.push({ id: chunk.id, name: chunk.name, arguments: chunk.arguments });
      else yield chunk;
    }
  }

  async function* opening(): AsyncGenerator<TurnEvent, Opening> {
    let text = "";
    try {
      for (let next = await stream.next(); !next.done; next = await stream.next()) {
        const chunk = next.value;
        if (isNews(chunk)) {
          yield routeNews(chunk, panelist.model, ports.clock.now());
          continue;
        }
        held.push(chunk);
        if (chunk.type === "function-calls") return { type: "answer" };
        if (chunk.type === "finished") return openingOf(text, chunk, calls);
        if (chunk.type === "text") text += chunk.text;
        if (text.trim().length > longestAnnouncement && calls.length === 0) return { type: "answer" };
      }
      return { type: "nothing" };
    } catch (error) {
      const words = refusalOfTools(error, { spending, signal });
      if (words !== null) return { type: "refused", words };
      return { type: "failed", failure: whyFailed(error, signal, "You stopped it.") };
    }
  }

  async function* steps(): AsyncGenerator<Said> {
    yield* held;
    for await (const chunk of stream) if (!isNews(chunk)) yield chunk;
  }
  return { opening, calls, begun: { at, spending, steps: steps() } };
}

/** What the model is asked: as people ask it, or all that a program sent, with the panel beside the program's functions. */
function offerOf({ turn, seat: { panelist }, ports, signal }: Offer) {
  const isProgram = ports.programRequestOf?.(turn.id) != null;
  const { messages, tools = [], ...asked } = requestOf(panelist, { turn: alone(turn, panelist.id), signal, ports });
  const system = { role: "system" as const, content: routingSystem(panelist.role) };
  return { ...asked, messages: [system, ...(isProgram ? messages : messages.slice(1))], tools };
}

/** The turn as it is when that seat answers alone. */
export function alone(turn: TurnState, panelistId: PanelistId): TurnState {
  return { ...turn, soloPanelistId: panelistId };
}

function openingOf(text: string, { finish }: Finished, calls: readonly ToolCall[]): Opening {
  const called = panelCallIn(calls);
  if (called) return { type: "called", ...called };
  return text.trim() === "" && finish !== "refused" ? { type: "nothing" } : { type: "answer" };
}
