import OpenAI, { APIError } from "openai";
import { FailureError, failure } from "@/lib/core/failure";
import type { ModelChunk, ModelRequest, StreamModel } from "@/lib/core/model";
import { type AnswerReader, createAnswerReader, tooLarge } from "./answer-reader";
import { dialectOf } from "./dialect";
import { asPassing } from "./passing";
import { patientFetch, readCapped } from "./patient-fetch";
import { type ConnectedProvider, commonHeaders } from "./provider";
import { createSseParser, type SseParser } from "./sse-parser";
import { type StreamWatch, timersFor, watchStream } from "./stream-watch";
import { toolBody, wireMessages } from "./tool-wire";
import { failureOfConnection, failureOfStatus, speak } from "./upstream-failure";
import { profileOf, type UpstreamPolicy, usualPolicy } from "./upstream-policy";

const dayMs = 24 * 60 * 60 * 1000;
/** How long a finished stream may take to close, so that its connection can be used again. */
const drainMs = 1000;

/**
 * Models of one provider over chat completions. The request's `model` is the provider's own id, without prefix.
 * One request, never repeated here. The stream throws FailureError, PassingFailure where a second request may help; its
 * messages begin with the provider's label and never hold the key.
 */
export function openaiCompatible(provider: ConnectedProvider, policy: UpstreamPolicy = usualPolicy): StreamModel {
  const client = clientFor(provider, policy);
  return async function* streamModel(request) {
    yield* streamOnce({ client, provider, policy, request });
  };
}

type Call = { client: OpenAI; provider: ConnectedProvider; policy: UpstreamPolicy; request: ModelRequest };

async function* streamOnce(call: Call): AsyncGenerator<ModelChunk> {
  const { provider, request, policy } = call;
  const timers = { ...timersFor(policy, provider, request), afterFinishMs: policy.afterFinishMs };
  const watch = watchStream(provider, timers, request.signal);
  const parser = createSseParser(policy.caps.lineCharacters);
  const answer = createAnswerReader(provider, request.model, policy);
  const reading = { provider, parser, answer, watch, totalBytes: policy.caps.totalBytes, hasContent: false };
  let body: Body | null = null;
  try {
    body = await open(call, watch);
    yield* readAnswer(reading, body);
    if (!answer.finish) throw new FailureError(incomplete(provider));
    for (const call of answer.toolCalls()) yield { type: "tool-call", ...call };
    yield { type: "finished", finish: answer.finish, ...answer.report };
  } catch (error) {
    if (request.signal.aborted) throw stopped();
    if (watch.failure) throw new FailureError(watch.failure);
    const failed = failureIn(provider, error, body !== null);
    throw reading.hasContent ? failed : asPassing(failed, error);
  } finally {
    watch.close();
    if (body) closeBody(body, watch, parser.done || answer.finish !== null);
  }
}

/** Sends the request and gives the body once the server has accepted it. */
async function open({ client, provider, request }: Call, watch: StreamWatch) {
  const { messages, model, temperature } = request;
  const last = messages.at(-1)?.role;
  if (last !== "user" && last !== "tool") {
    throw new FailureError(speak(provider, { code: "bad_request", words: "the last message must be the user's." }));
  }
  const dialect = dialectOf(provider, request);
  const sampling = temperature === null ? {} : { temperature };
  const response = await client.chat.completions
    .create(
      {
        model,
        messages: wireMessages(messages),
        stream: true,
        ...sampling,
        ...dialect.body,
        ...toolBody(provider, request),
        ...request.extra,
      },
      { signal: watch.signal, headers: dialect.headers },
    )
    .asResponse();
  watch.headersArrived();
  return bodyOf(provider, response);
}

type Body = ReadableStreamDefaultReader<Uint8Array>;
type Reading = {
  provider: ConnectedProvider;
  parser: SseParser;
  answer: AnswerReader;
  watch: StreamWatch;
  totalBytes: number;
  /** Whether the model has begun: from then on nothing is sent again. */
  hasContent: boolean;
};

/** Yields what each network read brings, joined; ends with the stream or throws its failure. */
async function* readAnswer(reading: Reading, body: Body): AsyncGenerator<ModelChunk> {
  const { parser, answer, watch, totalBytes } = reading;
  let ended = false;
  let bytes = 0;
  while (!ended && !parser.done) {
    const read = await readNext(body, answer);
    ended = read.done;
    bytes += read.value?.byteLength ?? 0;
    watch.bytesArrived();
    const known = answer.finish;
    const chunks = takeIn(reading, read.value);
    if (chunks.length > 0) {
      watch.pause();
      yield* chunks;
      watch.resume();
    }
    refuseMore(reading, bytes > totalBytes);
    if (!known && answer.finish) watch.finished();
  }
}

/** Throws when what came is an error, or too much. */
function refuseMore({ provider, parser, answer }: Reading, isTooMuch: boolean): void {
  const failed = answer.failure ?? (parser.tooLarge || isTooMuch ? tooLarge(provider) : null);
  if (failed) throw new FailureError(failed);
}

/** What these bytes say, or the end of the stream; content moves the timers on. */
function takeIn(reading: Reading, bytes: Uint8Array | undefined): ModelChunk[] {
  const { parser, answer, watch } = reading;
  const calledBefore = answer.toolCharacters;
  const chunks = answer.read(bytes ? parser.push(bytes) : parser.end());
  if (isProgress(chunks, answer.toolCharacters - calledBefore)) {
    reading.hasContent = true;
    watch.progressed();
  }
  return chunks;
}

function isProgress(chunks: readonly ModelChunk[], toolCharacters: number): boolean {
  return toolCharacters > 0 || chunks.some((chunk) => chunk.type !== "citation");
}

/** Once the answer said how it ended, a connection that breaks before the usage costs only the usage. */
async function readNext(body: Body, answer: AnswerReader) {
  try {
    return await body.read();
  } catch (error) {
    if (answer.finish) return { done: true, value: undefined };
    throw error;
  }
}

/** Leaves a finished connection a moment to end by itself and so stay usable; closes any other at once. */
function closeBody(body: Body, watch: StreamWatch, finished: boolean): void {
  const close = () => void body.cancel().catch(() => undefined);
  if (!finished || watch.signal.aborted) return close();
  const timer = setTimeout(close, drainMs).unref();
  body.read().then(
    () => clearTimeout(timer),
    () => clearTimeout(timer),
  );
}

function clientFor(provider: ConnectedProvider, { timers, caps }: UpstreamPolicy): OpenAI {
  const { connectMs } = timers[profileOf(provider.kind, false)];
  const limits = { connectMs, errorBytes: caps.errorBytes };
  return new OpenAI({
    baseURL: provider.baseUrl.replace(/\/+$/, ""),
    // Named explicitly, all of them: the client would fill gaps from OPENAI_* variables and send them to this host.
    apiKey: provider.apiKey ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    logLevel: "off",
    maxRetries: 0,
    timeout: dayMs,
    fetch: (url, init) => patientFetch(url, { ...init, headers: ourHeaders(init?.headers) }, limits),
    defaultHeaders: { authorization: null, ...commonHeaders(provider), "accept-encoding": "identity" },
  });
}

const sentHeaders = [
  "accept",
  "accept-encoding",
  "authorization",
  "content-type",
  "http-referer",
  "x-openrouter-fusion-depth",
  "x-title",
];

/** Only what the call needs: the client adds facts about this machine, and headers from OPENAI_CUSTOM_HEADERS. */
function ourHeaders(given: HeadersInit | undefined): Headers {
  const headers = new Headers(given);
  const sent = sentHeaders.flatMap((name): [string, string][] => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return new Headers([...sent, ["user-agent", "Parley"]]);
}

function failureIn(provider: ConnectedProvider, error: unknown, begun: boolean): FailureError {
  if (error instanceof FailureError) return error;
  if (error instanceof APIError && typeof error.status === "number") {
    return new FailureError(failureOfStatus(provider, error.status, { error: error.error ?? lastWords(error) }));
  }
  return new FailureError(failureOfConnection(provider, error, begun));
}

/** Where the body was no JSON with `error`, the client keeps its text in the message, behind the status. */
function lastWords(error: APIError): string {
  const words = error.message.replace(/^\d{3} /, "");
  return words === "status code (no body)" || words.trimStart().startsWith("<") ? "" : words;
}

function incomplete(provider: ConnectedProvider) {
  return speak(provider, { code: "incomplete", words: "the answer ended without saying that it was finished." });
}

function stopped(): FailureError {
  return new FailureError(failure("stopped", "Stopped."));
}

const maxWholeAnswerBytes = 8_000_000;

/** The body of an accepted request, as a stream of events whatever the host made of it. */
async function bodyOf(provider: ConnectedProvider, response: Response) {
  const type = response.headers.get("content-type") ?? "";
  if (response.body && !/^(text\/html|application\/json)/i.test(type)) return response.body.getReader();
  const { text, cut } = await readCapped(response, maxWholeAnswerBytes);
  if (cut) throw new FailureError(tooLarge(provider));
  if (!/^\s*\{/.test(text)) {
    const words = "the address answers with something else than a model's answer.";
    throw new FailureError(speak(provider, { code: "upstream_error", words }));
  }
  // A host that does not stream sends the whole answer as one JSON body: a stream of one event.
  return new Blob([`data: ${text.replace(/[\r\n]+/g, " ")}\n\n`]).stream().getReader();
}
