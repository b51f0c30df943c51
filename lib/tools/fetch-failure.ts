import { type ToolFailure, toolFailure } from "@/lib/core/web";
import { RefusedAddressError } from "./guarded-agent";

/** A server that was connected to and then said nothing for too long. */
export class HeadersTimeoutError extends Error {
  override name = "HeadersTimeoutError";
}

/** A body that goes on after the cap. */
export class TooLargeError extends Error {
  override name = "TooLargeError";
}

/** A body that came while too many others were on their way. */
export class NoRoomError extends Error {
  override name = "NoRoomError";
}

type Circumstances = { stopped: boolean; timedOut: boolean; totalMs: number; headersMs: number; maxBytes: number };

const sentences: readonly { matches: (error: Error) => boolean; code: ToolFailure["code"]; message: string }[] = [
  {
    matches: (error) => error instanceof NoRoomError,
    code: "rate_limited",
    message: "Too many large pages are being read at this moment. Try it again later.",
  },
  {
    matches: ({ message }) => /content-encodings/.test(message),
    code: "unreadable",
    message: "The page is packed too often.",
  },
  {
    matches: hasCode(/^(?:Z_|ERR_.*(?:BROTLI|ZSTD|ZLIB)|ZSTD_)/),
    code: "unreadable",
    message: "The page is packed in a way that cannot be unpacked.",
  },
  {
    matches: hasCode(/^(?:ENOTFOUND|ENODATA|ESERVFAIL|EBADNAME)$/),
    code: "unreachable",
    message: "This host name is not known.",
  },
  {
    matches: hasCode(/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/),
    code: "unreachable",
    message: "The site's certificate is not valid.",
  },
  {
    matches: hasCode(/^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|ETIMEOUT)$/),
    code: "timeout",
    message: "The site could not be connected to in time.",
  },
];

/** What a thrown error of a fetch means, in the words of a tool failure. */
export function describeFetchError(error: unknown, why: Circumstances): ToolFailure {
  const causes = causesOf(error);
  const refusal = causes.find((cause) => cause instanceof RefusedAddressError);
  if (refusal) return toolFailure("refused_address", `This address is not read: ${refusal.message}.`);
  return failureOf(causes, why);
}

function failureOf(causes: readonly Error[], why: Circumstances): ToolFailure {
  if (why.stopped) return toolFailure("stopped", "Reading was stopped.");
  if (causes.some((cause) => cause instanceof TooLargeError || hasCode(/MAX_SIZE/)(cause)))
    return tooLarge(why.maxBytes);
  if (why.timedOut) return toolFailure("timeout", `The page did not come whole within ${why.totalMs / 1000} s.`);
  if (causes.some((cause) => cause instanceof HeadersTimeoutError)) {
    return toolFailure("timeout", `The site did not answer within ${why.headersMs / 1000} s.`);
  }
  const known = sentences.find(({ matches }) => causes.some(matches));
  return known
    ? toolFailure(known.code, known.message)
    : toolFailure("unreachable", "The site could not be reached, or it broke off.");
}

/** The failure of a body that is larger than what is read. */
function tooLarge(maxBytes: number): ToolFailure {
  return toolFailure("too_large", `The page is larger than ${maxBytes / 1_000_000} MB, unpacked.`);
}

/** An error, what caused it, and so on; several at once where a host was tried at several addresses. */
function causesOf(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const inner = error instanceof AggregateError ? error.errors : [];
  return [error, ...[error.cause, ...inner].flatMap((cause) => causesOf(cause, depth + 1))];
}

function hasCode(pattern: RegExp): (error: Error) => boolean {
  return (error) => "code" in error && typeof error.code === "string" && pattern.test(error.code);
}
