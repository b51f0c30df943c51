import { type Failure, type FailureCode, FailureError, failure } from "@/lib/core/failure";
import { isRecord, type JsonRecord, listIn, parseJson, recordIn, textIn } from "./json-value";
import type { ConnectedProvider } from "./provider";
import { redactedLine } from "./redact";

type Speaker = Pick<ConnectedProvider, "label" | "apiKey">;

const contextWords =
  /context[ _-]?(length|window|size)|maximum context|prompt is too long|too many (input )?tokens|exceeds? the (available |model'?s? )?context/i;
const unknownModelWords = /not a valid model|model[^.]{0,80}(not found|does not exist)|unknown model|no such model/i;
const creditWords = /insufficient[_ ](quota|credits|funds|balance)|exceeded your current quota/i;

const codesByStatus: Readonly<Record<number, FailureCode>> = {
  401: "not_authorized",
  402: "insufficient_credits",
  403: "not_authorized",
  404: "unknown_model",
  408: "timeout",
  413: "context_length",
  429: "rate_limited",
  504: "timeout",
  524: "timeout",
};

const usualWords: Partial<Record<FailureCode, string>> = {
  not_authorized: "the key was not accepted.",
  insufficient_credits: "there are no credits left.",
  unknown_model: "this model does not exist here.",
  timeout: "the provider gave up waiting for the model.",
  rate_limited: "too many requests at the moment.",
  context_length: "the question does not fit into this model's context.",
  bad_request: "the provider did not accept the request.",
  upstream_error: "the provider reported an error.",
  repetition: "the model repeated the same words without end.",
  provider_not_allowed: "no provider of this model fits the data policy.",
};

/** The failure an HTTP status (before the answer) and the provider's words mean. */
export function failureOfStatus(provider: Speaker, status: number, body: unknown): Failure {
  const words = wordsOf(body);
  const code = isModeration(body) ? "refused" : codeOfStatus(status, `${words} ${kindsOf(body)}`);
  return speak(provider, { code, words, status });
}

/** The failure an `error` object inside a successful answer means. */
export function failureOfErrorObject(provider: Speaker, error: unknown): Failure {
  const status = statusIn(error);
  if (status !== null) return failureOfStatus(provider, status, { error });
  const words = wordsOf({ error });
  const code = contextWords.test(`${words} ${kindsOf({ error })}`) ? "context_length" : "upstream_error";
  return speak(provider, { code, words });
}

/** A failure in the provider's name: its own words, redacted, or else a usual sentence. */
export function speak(
  provider: Speaker,
  { code, words, status }: { code: FailureCode; words?: string; status?: number | undefined },
): Failure {
  const line = redactedLine(words ?? "", provider.apiKey) || usualWords[code] || "the call failed.";
  return failure(code, `${provider.label}: ${line}`, status);
}

const lostCodes = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"]);
const tlsCode = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

/** The failure of a connection that could not be made or broke. `begun`: whether the answer had begun. */
export function failureOfConnection(provider: Speaker, error: unknown, begun: boolean): Failure {
  const causes = causesOf(error);
  const known = causes.find((cause) => cause instanceof FailureError);
  if (known)
    return speak(provider, { ...known.failure, words: known.failure.message, status: known.failure.httpStatus });
  const code = causes.map((cause) => textIn(recordOf(cause).code)).find((text) => text !== undefined) ?? "";
  if (begun)
    return speak(provider, { code: "connection_lost", words: "the connection broke in the middle of the answer." });
  if (lostCodes.has(code)) {
    return speak(provider, { code: "connection_lost", words: "the connection broke before an answer began." });
  }
  return speak(provider, { code: "unreachable", words: wordsForUnreachable(code) });
}

function wordsForUnreachable(code: string): string {
  if (code === "ECONNREFUSED") return "nothing answers at this address.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "this host name is not known.";
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT")
    return "the server did not accept a connection in time.";
  if (tlsCode.test(code)) return "the secure connection could not be made; the certificate was not accepted.";
  return "the server cannot be reached.";
}

function codeOfStatus(status: number, words: string): FailureCode {
  if (status < 400 || status >= 500) return codesByStatus[status] ?? "upstream_error";
  return codeOfWords(status, words) ?? codesByStatus[status] ?? "bad_request";
}

/** Hosts use many statuses for the same trouble; their words are clearer. */
function codeOfWords(status: number, words: string): FailureCode | null {
  if (contextWords.test(words)) return "context_length";
  if (creditWords.test(words)) return "insufficient_credits";
  if (/data policy/i.test(words)) return "provider_not_allowed";
  return (status === 400 || status === 422) && unknownModelWords.test(words) ? "unknown_model" : null;
}

/** The HTTP status an error object names; OpenRouter writes it as a number or as text. */
function statusIn(error: unknown): number | null {
  if (!isRecord(error)) return null;
  const status = Number(error.code ?? error.status);
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : null;
}

/** The provider's sentence: `error.message`, `error`, `message` or `detail`; a web page is no sentence. */
function wordsOf(body: unknown): string {
  const outer = recordIn(body);
  const error = recordIn(outer?.error);
  const words = [
    wordsPassedOn(error),
    error?.message,
    error?.detail,
    outer?.error,
    outer?.message,
    outer?.detail,
    body,
  ];
  const sentence = words.map(textIn).find((text) => text !== undefined) ?? "";
  return sentence.trimStart().startsWith("<") ? "" : sentence;
}

/** OpenRouter says "Provider returned error" and keeps the reason of the host behind it in `metadata.raw`. */
function wordsPassedOn(error: JsonRecord | undefined): string | undefined {
  const metadata = recordIn(error?.metadata);
  const raw = textIn(metadata?.raw);
  if (!raw || !/^provider returned error/i.test(textIn(error?.message) ?? "")) return undefined;
  const words = wordsOf(parseJson(raw));
  return words === "" ? undefined : `${textIn(metadata?.provider_name) ?? "the provider behind it"}: ${words}`;
}

/** OpenRouter answers a question that its moderation flags with 403: that says nothing about the key. */
function isModeration(body: unknown): boolean {
  const metadata = recordIn(recordIn(recordIn(body)?.error)?.metadata);
  return metadata?.flagged_input !== undefined || listIn(metadata?.reasons).length > 0;
}

/** The machine-readable kinds an error carries. */
function kindsOf(body: unknown): string {
  const error = recordIn(recordIn(body)?.error);
  const metadata = recordIn(error?.metadata);
  return [error?.code, error?.type, metadata?.error_type, metadata?.provider_code].filter(textIn).join(" ");
}

/** An error and what caused it, outermost first. */
export function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause !== undefined && causes.length < 8; cause = recordOf(cause).cause) causes.push(cause);
  return causes;
}

/** Errors are objects with a prototype; their fields are read like any other. */
function recordOf(value: unknown): JsonRecord {
  return recordIn(value) ?? {};
}
