import { askedWords } from "./asked-words";
import { answerNews } from "./call-news";
import type { EventOf, TurnEvent } from "./events";
import { type Failure, failure, failureOf } from "./failure";
import type { CallMessage, ModelRequest, StreamModel } from "./model";
import { callModel, type Finished, type HandedOver } from "./model-call";
import type { Panelist } from "./panel";
import type { Asking } from "./panelist-asking";
import type { TurnPorts } from "./ports";
import { bareJson, mendingTask, panelistTalk } from "./program-prompts";
import type { ProgramRequest } from "./program-request";
import { problemsOf, soloMessages, writerSettings } from "./program-writer";
import { panelistSystem } from "./prompts";
import { openResearch, type Research } from "./research";
import { openSpending, type Spending } from "./spending";
import { limitTime, minutesIn, type TimeLimit, whyAborted } from "./time-limit";
import { answerInSteps, type Step } from "./tool-loop";
import type { TurnState } from "./turn";

/** Text that is worth judging although the stream was lost (judge.md section 4). */
const wordsWorthJudging = 150;
const denseCharactersWorthJudging = 300;

type Seat = {
  panelist: Panelist;
  attempt: number;
  /** What the panelists of this turn may read, one for all of them; absent = this one is alone. */
  research?: Research;
  /** The turn as it is now; absent = as it was. */
  current?: () => TurnState;
  /** A call of it that has begun already; absent = it is asked now. */
  begun?: BegunAnswer;
};

/** A call that turned out to be an answer: when it was made, what it costs, all that it says. */
export type BegunAnswer = { at: number; spending: Spending; steps: AsyncIterable<Step> };

/** One attempt of one panelist: its words and its tools as they come, then how it ended. Never throws a model's failure. */
export async function* answer(
  seat: Seat,
  turn: TurnState,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const { panelist, attempt, research = openResearch(turn), current = () => turn } = seat;
  const of = { panelistId: panelist.id, attempt };
  const now = ports.clock.now;
  const { at, spending, steps } = {
    at: now(),
    spending: openSpending(panelist.model, ports),
    steps: null,
    ...seat.begun,
  };
  yield { type: "answer-started", at, ...of, model: panelist.model };
  const program = programFor(panelist, turn, ports);
  const limit = limitOf(ports, signal);
  const insists = attempt > 1 || wasReopened(turn);
  const request = { ...requestOf(panelist, { turn, signal: limit.signal, ports }), insists };
  const asking: Asking = {
    of,
    panelist,
    turn,
    ports,
    signal: limit.signal,
    research,
    spending,
    program,
    request,
    current,
  };
  const writing: Writing = { text: "", isParted: true, theirs: null };
  try {
    for await (const step of steps ?? answerInSteps(asking)) {
      if (step.type === "finished") {
        yield* ending(asking, writing, step);
        return;
      }
      const event = eventOf(step, asking, writing);
      if (event) yield event;
    }
    throw new Error("A model stream ends with `finished`.");
  } catch (error) {
    const reason = limit.signal.aborted ? whyAborted(limit.signal, "You stopped this answer.") : failureOf(error);
    const status = lossStatus(reason, writing.text);
    yield { type: "answer-failed", at: now(), ...of, ...spending.wasted(), status, failure: reason };
  } finally {
    limit.end();
  }
}

/** The time that an answer has, with all its calls. */
export function limitOf({ limits, clock }: Pick<TurnPorts, "limits" | "clock">, stop: AbortSignal): TimeLimit {
  const ms = limits?.panelistMs;
  return limitTime(stop, ms, clock, failure("timeout", `The answer was not finished within ${minutesIn(ms ?? 0)}.`));
}

/**
 * `isParted`: whether the next words go on with those before; after a tool's call they begin a paragraph. `theirs`: the
 * calls that the program is to make.
 */
type Writing = { text: string; isParted: boolean; theirs: HandedOver | null };

function eventOf(step: Exclude<Step, Finished>, asking: Asking, writing: Writing): TurnEvent | null {
  const { of, ports, research } = asking;
  const at = ports.clock.now();
  switch (step.type) {
    case "text": {
      const text: string = writing.isParted ? step.text : parted(step.text);
      writing.isParted ||= text !== "";
      writing.text += text;
      return text === "" ? null : { type: "answer-delta", at, ...of, text };
    }
    case "reasoning":
      return { type: "answer-reasoning-delta", at, ...of, text: step.text };
    case "queued":
    case "sent":
    case "retrying":
      return answerNews(step, of, at);
    case "function-calls":
      writing.theirs = step;
      return null;
    case "citation":
      research.allow([step.url]);
      return { ...step, type: "answer-cited", at, ...of };
    case "answer-tools-offered":
    case "answer-tool-called":
    case "answer-tool-returned":
      writing.isParted = writing.text === "";
      return step;
  }
}

/** Words after a tool's call are a new paragraph of what was said before it. */
function parted(text: string): string {
  const words = text.trimStart();
  return words === "" ? "" : `\n\n${words}`;
}

type Wish = { turn: TurnState; signal: AbortSignal; ports: TurnPorts };

/** What a program sent, for the seat that answers it alone. */
function programFor({ id }: Panelist, turn: TurnState, ports: TurnPorts): ProgramRequest | null {
  return turn.soloPanelistId === id ? (ports.programRequestOf?.(turn.id) ?? null) : null;
}

/** What a seat is asked, without tools. */
export function requestOf(panelist: Panelist, { turn, signal, ports }: Wish): ModelRequest {
  const program = programFor(panelist, turn, ports);
  const { model, temperature, reasoningEffort, maxOutputTokens } = panelist;
  const settings = { temperature, reasoningEffort, maxOutputTokens };
  const call = { model, dataPolicy: turn.panel.dataPolicy, sessionId: turn.id, signal };
  if (program) {
    const writer = { model, ports };
    return { ...call, ...settings, messages: soloMessages(program, writer), ...writerSettings(program, writer) };
  }
  return { ...call, ...settings, messages: questionFor(panelist, turn, ports) };
}

function questionFor({ role, model }: Panelist, turn: TurnState, ports: TurnPorts): CallMessage[] {
  const rules = panelistSystem(role);
  const sent = ports.programRequestOf?.(turn.id);
  const { question, context } = askedWords(turn);
  // A panel that a model calls sees what that wrote and nothing else.
  if (!sent || question !== turn.question)
    return [{ role: "system", content: rules }, ...context, { role: "user", content: question }];
  const { system, talk } = panelistTalk(sent.messages, ports.seesImages?.(model) !== false);
  return [{ role: "system", content: system === "" ? rules : `${rules}\n\n${system}` }, ...talk];
}

/** How an answer ends; one that a program could not read is written again first, once. */
async function* ending(asking: Asking, writing: Writing, finished: Finished): AsyncGenerator<TurnEvent> {
  const { of, ports, spending, program } = asking;
  const { theirs } = writing;
  const handed = theirs
    ? { functionCalls: theirs.calls, ...(theirs.replay ? { replay: { ...theirs.replay } } : {}) }
    : {};
  const problems = theirs ? [] : problemsOf(writing.text, program, ports);
  if (problems.length === 0 || finished.finish !== "stop") {
    yield { ...ended(asking, writing, finished), ...handed };
    return;
  }
  const mended = await mend(asking, writing.text, problems);
  const left = problemsOf(mended, program, ports);
  if (left.length === 0) yield { ...ended(asking, writing, finished), mended: bareJson(mended) };
  else {
    const reason = failure(
      "wrong_format",
      `The answer has not the form that was asked for: ${left.slice(0, 3).join(" ")}`,
    );
    yield {
      type: "answer-failed",
      at: ports.clock.now(),
      ...of,
      ...spending.wasted(),
      status: "failed",
      failure: reason,
    };
  }
}

/** Throws the call's failure. */
async function mend(asking: Asking, text: string, problems: readonly string[]): Promise<string> {
  const { request, program, ports, spending } = asking;
  if (!program?.format) return text;
  const messages: CallMessage[] = [
    ...request.messages,
    { role: "assistant", content: text },
    { role: "user", content: mendingTask(problems, program.format) },
  ];
  const { tools: _tools, toolChoice: _choice, ...rest } = request;
  const call = callModel(ports.streamModel, { ...rest, messages }, spending);
  let step = await call.next();
  while (!step.done) step = await call.next();
  return step.value.text;
}

function ended(
  { of, spending, ports, panelist }: Asking,
  { text, theirs }: Writing,
  { finish, resolvedModel }: Finished,
): EventOf<"answer-ended"> {
  const common = {
    at: ports.clock.now(),
    ...of,
    // Calls that a model still wants when nothing is left to call with are no way to end.
    finish: finish === "tool_calls" ? ("stop" as const) : finish,
    ...spending.total(),
    ...spending.serverToolUse(),
    ...spending.cutContext(),
    resolvedModel,
  };
  const as = (status: EventOf<"answer-ended">["status"], reason: Failure | null): EventOf<"answer-ended"> => ({
    type: "answer-ended",
    ...common,
    status,
    failure: reason,
  });
  if (finish === "refused") return as("refused", failure("refused", "The model declined to answer."));
  if (theirs) return as("done", null);
  if (text.trim() === "") {
    const why = finish === "length" ? " It reached its output limit before it wrote any." : "";
    return as("empty", failure("empty", `The model finished without writing any text.${why}`));
  }
  if (finish === "length") {
    const { maxOutputTokens } = panelist;
    const limit = maxOutputTokens ? ` of ${maxOutputTokens.toLocaleString("en")} tokens` : "";
    return as("cut_off", failure("length", `Stopped at its output limit${limit}.`));
  }
  return as("done", null);
}

/** What becomes of an answer whose stream was lost, stopped or never came (faults.md section 4). */
function lossStatus(reason: Failure, text: string): "cut_off" | "timeout" | "failed" | "stopped" {
  if (reason.code === "stopped") return "stopped";
  if (isWorthJudging(text)) return "cut_off";
  return reason.code === "timeout" ? "timeout" : "failed";
}

function isWorthJudging(text: string): boolean {
  const dense = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  return dense >= denseCharactersWorthJudging || text.split(/\s+/).filter(Boolean).length >= wordsWorthJudging;
}

/** What a lost call cost: unknown once a token came, nothing before. */
export function wastedBy(gotToken: boolean): { spent?: { usage: null; costUsd: null } } {
  return gotToken ? { spent: { usage: null, costUsd: null } } : {};
}

/** A streamed call as judge and synthesizer make it: no sampling settings of a seat. */
export function plainRequest(
  turn: TurnState,
  call: Pick<ModelRequest, "model" | "messages" | "signal" | "temperature">,
): Parameters<StreamModel>[0] {
  return {
    ...call,
    reasoningEffort: null,
    maxOutputTokens: null,
    dataPolicy: turn.panel.dataPolicy,
    sessionId: turn.id,
    insists: wasReopened(turn),
  };
}

/** Whatever happens in a turn that a person has opened again was asked for once more. */
function wasReopened({ startedAt, openedAt }: TurnState): boolean {
  return openedAt > startedAt;
}
