import { applyEvent } from "./apply-event";
import type { TurnEvent } from "./events";
import { FailureError, failure } from "./failure";
import { ConversationId, TurnId } from "./ids";
import type { ModelChunk, ModelRequest, StreamModel } from "./model";
import { type Panel, type PanelInput, PanelSpec } from "./panel";
import type { TurnPorts } from "./ports";
import type { TurnRequest } from "./run-turn";
import type { TurnState } from "./turn";

/** Helpers of the unit tests: scripted models, a hand-wound clock, a way to play a turn to its end. */

export const finished: ModelChunk = {
  type: "finished",
  finish: "stop",
  usage: { promptTokens: 100, completionTokens: 50 },
  costUsd: 0.01,
  resolvedModel: "resolved",
};

type Reply = string | ((request: ModelRequest) => AsyncIterable<ModelChunk>);

/** Models that say their text word by word; a function decides for itself. */
export function scriptedModels(replies: Readonly<Record<string, Reply>>): {
  streamModel: StreamModel;
  requests: ModelRequest[];
} {
  const requests: ModelRequest[] = [];
  return {
    requests,
    async *streamModel(request) {
      requests.push(request);
      const reply = replies[request.model];
      if (reply === undefined) throw new FailureError(failure("unknown_model", `No model ${request.model}.`));
      if (typeof reply !== "string") {
        yield* reply(request);
        return;
      }
      for (const text of reply.match(/\S+\s*/g) ?? []) yield { type: "text", text };
      yield finished;
    },
  };
}

/** A clock that moves only when `advance` is called; sleepers wake when their time has come. */
export function handClock(start = 1_000_000) {
  let time = start;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => time,
    sleep: (milliseconds: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
        sleepers.push({ at: time + milliseconds, wake: resolve });
      }),
    advance(milliseconds: number) {
      time += milliseconds;
      const due = sleepers.filter((sleeper) => sleeper.at <= time);
      sleepers = sleepers.filter((sleeper) => sleeper.at > time);
      for (const sleeper of due) sleeper.wake();
    },
  };
}

export function testPorts(streamModel: StreamModel, clock: TurnPorts["clock"] = handClock()): TurnPorts {
  let ids = 0;
  return {
    streamModel,
    clock,
    priceOf: () => null,
    labelOf: (model) => model,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    newSeed: () => 7,
  };
}

export function testPanel(models: readonly string[], more: Partial<PanelInput> = {}): Panel {
  return PanelSpec.parse({
    name: "Test",
    panelists: models.map((model) => ({ model })),
    judge: { model: "t:judge" },
    ...more,
  });
}

export function testRequest(panel: Panel, more: Partial<TurnRequest> = {}): TurnRequest {
  return {
    turnId: TurnId.parse("turn-1"),
    conversationId: ConversationId.parse("conversation-1"),
    parentTurnId: null,
    question: "Is it so?",
    mode: "panel",
    panel,
    context: [],
    ...more,
  };
}

/** Folds events to the end, telling each one as it comes. */
export async function play(
  events: AsyncIterable<TurnEvent>,
  from: TurnState | null = null,
  onEvent: (event: TurnEvent, turn: TurnState) => void = () => {},
): Promise<{ turn: TurnState; events: TurnEvent[] }> {
  let turn = from;
  const seen: TurnEvent[] = [];
  for await (const event of events) {
    turn = applyEvent(turn, event);
    seen.push(event);
    onEvent(event, turn);
  }
  if (!turn) throw new Error("No event came.");
  return { turn, events: seen };
}

export const yes = "Yes, it is so because the tide turns twice a day.";
export const no = "No, it is not so because the tide never turns here.";

/** A judge that finds one contradiction between the answers as they are labelled, then writes a final answer. */
export async function* judge(request: ModelRequest): AsyncGenerator<ModelChunk> {
  const prompt = request.messages.at(-1)?.content ?? "";
  const blocks = [...prompt.matchAll(/<answer-\w+ id="([A-H])"[^>]*>\n([\s\S]*?)\n<\/answer/g)];
  const synthesis = prompt.includes("TASK: FINAL ANSWER");
  const views = blocks.map(([, by, text]) => ({
    by,
    quote: text?.split(" ").slice(0, 6).join(" "),
    says: text?.startsWith("Yes") ? "it is" : "it is not",
  }));
  const text = synthesis
    ? "They differ. ⟦c1⟧ Unknown marks go. ⟦c9⟧"
    : `{"kind":"contradictions","topic":"Whether it is so","weight":3,"views":${JSON.stringify(views)},"favors":[],"basis":"none","why":""}\n{"kind":"end","n":1}\n`;
  for (const piece of text.match(/.{1,7}/gs) ?? []) yield { type: "text", text: piece };
  yield finished;
}

export const twoPanelists = testPanel(["t:yes", "t:no"]);
export const yesNoJudge = { "t:yes": yes, "t:no": no, "t:judge": judge };
export const fail = (code: Parameters<typeof failure>[0], words: string) =>
  async function* failing(): AsyncGenerator<ModelChunk> {
    if (words) yield { type: "text", text: words };
    throw new FailureError(failure(code, "It broke."));
  };
