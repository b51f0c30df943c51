import { APIError } from "openai";
import type { FailureCode, FailureError } from "@/lib/core/failure";
import { PassingFailure } from "./call-failure";
import { type JsonRecord, recordIn, textIn } from "./json-value";
import { causesOf } from "./upstream-failure";

/** Statuses that a second request may get over (faults.md section 4). */
const passingStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504, 529]);
/** What a host may say with one of those statuses although it will not pass. */
const lastingCodes: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "insufficient_credits",
  "context_length",
  "not_authorized",
  "unknown_model",
  "provider_not_allowed",
]);
/** A refused or broken connection, and a name server that is busy; not one that took all its time. */
const passingConnections: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_SOCKET",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
]);

/** The failure as one that a second request may get over, when its cause is one that passes; else as it was. */
export function asPassing(failed: FailureError, error: unknown, now = Date.now()): FailureError {
  const { code, httpStatus } = failed.failure;
  if (lastingCodes.has(code) || isSaidToLast(error)) return failed;
  const passes = httpStatus === undefined ? isLostConnection(error) : passingStatuses.has(httpStatus);
  return passes ? new PassingFailure(failed.failure, retryAfterMs(error, now)) : failed;
}

function isLostConnection(error: unknown): boolean {
  const codes = causesOf(error).map((cause) => textIn(recordIn(cause)?.code) ?? "");
  return codes.some((code) => passingConnections.has(code));
}

/** Some hosts say themselves that another request will not help. */
function isSaidToLast(error: unknown): boolean {
  return headersOf(error)?.get("x-should-retry") === "false" || availabilityIn(error)?.retryable === false;
}

function availabilityIn(error: unknown): JsonRecord | undefined {
  return error instanceof APIError ? recordIn(recordIn(error.error)?.availability) : undefined;
}

function headersOf(error: unknown): Headers | undefined {
  return error instanceof APIError && error.headers instanceof Headers ? error.headers : undefined;
}

/** How long the host wants to be left alone: milliseconds, seconds or a date, in a header or in the error itself. */
function retryAfterMs(error: unknown, now: number): number | null {
  const headers = headersOf(error);
  const exact = Number(headers?.get("retry-after-ms") || Number.NaN);
  return exact >= 0
    ? exact
    : (waitIn(headers?.get("retry-after"), now) ?? waitIn(availabilityIn(error)?.retry_after, now));
}

function waitIn(value: unknown, now: number): number | null {
  const text = typeof value === "number" ? String(value) : textIn(value);
  if (!text) return null;
  const seconds = Number(text);
  if (seconds >= 0) return Math.ceil(seconds * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
