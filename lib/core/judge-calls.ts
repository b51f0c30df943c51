import { isNews, verdictNews } from "./call-news";
import { costOf } from "./cost";
import type { TurnEvent, VerdictRole } from "./events";
import { type Failure, failure, failureOf } from "./failure";
import type { ModelName, PanelistId } from "./ids";
import type { Judging } from "./judge";
import { type Reading, readOn, take } from "./judge-reading";
import { readReducedForm } from "./judge-reduced";
import { analysisSchema, followUpSchema, isWholeWrapper, refusesSchema, wrapperWords } from "./judge-schema";
import { silentCut } from "./judge-silent-cut";
import type { ModelChunk, ModelContent, ModelRequest, Usage } from "./model";
import { plainRequest } from "./panelist";
import { judgeTask, quotesTask, reducedTask, repairTask } from "./prompts";
import { createScanner } from "./scanner";
import { whyAborted } from "./time-limit";

export type Spent = { usage: Usage | null; costUsd: number | null };
type Finished = Extract<ModelChunk, { type: "finished" }>;
/** How a call of a judge went. */
export type JudgeCall = {
  gotToken: boolean;
  finished: Finished | null;
  lost: Failure | null;
  /** The form that the host holds the judge to; absent = it is only told in words. */
  schema?: ModelRequest["schema"];
};

/** A runaway judge: more lines than every cap together allows, many times over (judge.md section 9). */
const maxLines = 200;
const maxCharacters = 200_000;

/** What a call used; absent = it gave no token, and nobody bills that. */
export function spentOn(call: JudgeCall, model: ModelName, { ports }: Pick<Judging, "ports">): { spent?: Spent } {
  if (!call.gotToken) return {};
  const usage = call.finished?.usage ?? null;
  return { spent: { usage, costUsd: costOf(call.finished?.costUsd ?? null, usage, ports.priceOf(model)) } };
}

/** Asks for the analysis as lines of JSON; each point is told when it is whole. */
export async function* askInFull(
  judging: Judging,
  model: ModelName,
  reading: Reading,
): AsyncGenerator<TurnEvent, JudgeCall> {
  const call = newCall();
  const scanner = createScanner();
  let written = "";
  for await (const text of writeInFull(judging, model, call)) {
    if (typeof text !== "string") {
      yield text;
      continue;
    }
    reading.characters += text.trim().length;
    if (call.schema) written += text;
    for (const scanned of scanner.push(text)) yield* take(scanned, reading, judging);
    if (scanner.runaway || reading.objects > maxLines) return call;
  }
  for (const scanned of scanner.end()) yield* take(scanned, reading, judging);
  noteEnd(reading, judging, { ...call, written });
  return call;
}

/** How a call for the analysis ended: closed by the schema's list, broken off, or on a prompt that was not all read. */
function noteEnd(reading: Reading, { prompt }: Judging, end: JudgeCall & { written: string }): void {
  const { finished, lost, written } = end;
  if (finished?.finish === "stop" && isWholeWrapper(written)) reading.ended = true;
  reading.lost = lost;
  reading.cutTo = silentCut(prompt.system + prompt.material, finished?.usage ?? null);
}

/** The analysis as the judge writes it: held to the schema where its host can; without, when the host refuses that. */
async function* writeInFull(judging: Judging, model: ModelName, call: JudgeCall): AsyncGenerator<Piece> {
  const { turn, answers, prompt, ports } = judging;
  const content = `${prompt.material}\n\n${judgeTask(answers.length, turn.panel.judge.instructions, Boolean(judging.previous))}`;
  if (turn.panel.judge.strictJson && ports.hasStrictJson?.(model)) {
    call.schema = judging.previous ? followUpSchema : analysisSchema;
    yield* write(judging, model, `${content}\n\n${wrapperWords}`, call);
    if (!refusesSchema(call)) return;
    delete call.schema;
    call.lost = null;
  }
  yield* write(judging, model, content, call);
}

/** Asks for the rejected lines again, in the right form. A call that breaks off changes nothing. */
export async function* askForRepair(
  judging: Judging,
  model: ModelName,
  reading: Reading,
): AsyncGenerator<TurnEvent, JudgeCall> {
  const call = newCall();
  const text = yield* writtenBy(write(judging, model, repairTask(reading.rejected, judging.nonce), call));
  if (call.lost) return call;
  const scanner = createScanner();
  const mended = readOn(reading);
  for (const scanned of [...scanner.push(text), ...scanner.end()]) yield* take(scanned, mended, judging);
  reading.lines = mended.lines;
  return call;
}

/** Asks again with another, simpler task, for judges that cannot write JSON. */
export async function* askInReducedForm(
  judging: Judging,
  model: ModelName,
  reading: Reading,
): AsyncGenerator<TurnEvent, JudgeCall> {
  const call = newCall();
  const task = reducedTask(judging.answers.length);
  const text = yield* writtenBy(write(judging, model, `${judging.prompt.material}\n\n${task}`, call));
  reading.characters = text.trim().length;
  for (const scanned of readReducedForm(text, call.finished !== null)) yield* take(scanned, reading, judging);
  reading.lost = call.lost;
  return call;
}

/** Asks for the words that were not found, listed as the judge will read them. Gives what it wrote, once it is whole. */
export async function* askForWords(
  judging: Judging,
  model: ModelName,
  list: string,
): AsyncGenerator<TurnEvent, Written> {
  const task = quotesTask(list, judging.nonce);
  const { call, text } = yield* askOnce(judging, model, `${judging.prompt.material}\n\n${task}`);
  return { call, text: call.lost ? "" : text };
}

/** What a call needs of a judging. */
type Asking = Pick<Judging, "turn" | "verdictId" | "ports" | "signal"> & {
  prompt: Pick<Judging["prompt"], "system">;
  /** What a model could not do whose call broke off; absent = judge. */
  task?: string;
  /** What the call is for, as the log tells it; absent = the judge's own. */
  role?: VerdictRole;
  /** Whose answer it is about. */
  author?: PanelistId;
};
type Written = { call: JudgeCall; text: string };

/** One call, and all it wrote. Never throws a model's failure. */
export async function* askOnce(asking: Asking, model: ModelName, content: string): AsyncGenerator<TurnEvent, Written> {
  const call = newCall();
  return { text: yield* writtenBy(write(asking, model, content, call)), call };
}

function newCall(): JudgeCall {
  return { gotToken: false, finished: null, lost: null };
}

/** Words of a call, or what became of its request. */
type Piece = string | TurnEvent;

/** The words of one call as they come; how it ended is noted in `call`. Never throws a model's failure. */
async function* write(
  { turn, verdictId, prompt, ports, signal, task = "judge", role = "judge", author }: Asking,
  model: ModelName,
  content: string,
  call: JudgeCall,
): AsyncGenerator<Piece> {
  const messages = [
    { role: "system" as const, content: prompt.system },
    { role: "user" as const, content },
  ];
  const request = plainRequest(turn, { model, messages, signal, temperature: 0 });
  const { schema } = call;
  const of = { verdictId, role, model, ...(author ? { author } : {}) };
  try {
    for await (const chunk of ports.streamModel(schema ? { ...request, schema } : request)) {
      if (isNews(chunk)) yield verdictNews(chunk, of, ports.clock.now());
      else yield* wordsOf(chunk, call);
    }
  } catch (error) {
    const reason = failureOf(error);
    call.lost = signal.aborted
      ? whyAborted(signal, "You stopped the judge.")
      : failure(
          "judge_upstream_error",
          `${ports.labelOf(model)} could not ${task}. ${reason.message}`,
          reason.httpStatus,
        );
  }
}

function* wordsOf(chunk: ModelContent, call: JudgeCall): Generator<string> {
  call.gotToken = true;
  if (chunk.type === "finished") call.finished = chunk;
  if (chunk.type === "text") yield chunk.text;
}

async function* writtenBy(pieces: AsyncIterable<Piece>): AsyncGenerator<TurnEvent, string> {
  let text = "";
  for await (const piece of pieces) {
    if (typeof piece === "string") text += piece;
    else yield piece;
    if (text.length > maxCharacters) break;
  }
  return text;
}
