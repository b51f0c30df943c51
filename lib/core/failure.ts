import { z } from "zod";

/** Every way something can fail, in one closed list (domain and HTTP edge alike). */
export const FailureCode = z.enum([
  // an answer
  "length",
  "timeout",
  "connection_lost",
  "incomplete",
  "upstream_error",
  "too_large",
  "repetition",
  "rate_limited",
  "insufficient_credits",
  "not_authorized",
  "bad_request",
  "context_length",
  "unreachable",
  "interrupted",
  "refused",
  "empty",
  "stopped",
  "unknown_model",
  "provider_not_allowed",
  "spending_cap",
  "wrong_format",
  // a judging (the names are OpenRouter's)
  "judge_not_valid_json",
  "judge_schema_mismatch",
  "judge_upstream_error",
  "judge_empty_completion",
  // a turn
  "all_panels_failed",
  "unexpected_error",
  "storage_failed",
  // a request
  "invalid_request",
  "not_found",
  "gone",
  "conflict",
  "unsupported_media_type",
  "payload_too_large",
  "sign_in_required",
  "token_required",
  "scope_missing",
  "wrong_password",
  "cross_site",
  "unknown_host",
  "shutting_down",
]);
export type FailureCode = z.infer<typeof FailureCode>;

/** A failure as it is stored, sent and shown: a closed code, words for people, whether trying again can help. */
export const Failure = z.object({
  code: FailureCode,
  message: z.string().max(2000),
  httpStatus: z.number().int().optional(),
  retryable: z.boolean(),
});
export type Failure = z.infer<typeof Failure>;

/** An exception that carries a {@link Failure}; the only error type that may cross a port. */
export class FailureError extends Error {
  override readonly name = "FailureError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

const retryableCodes: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "timeout",
  "connection_lost",
  "incomplete",
  "upstream_error",
  "repetition",
  "rate_limited",
  "unreachable",
  "interrupted",
  "empty",
  "stopped",
  "shutting_down",
  "storage_failed",
]);

/** Makes a failure; `retryable` follows from the code. */
export function failure(code: FailureCode, message: string, httpStatus?: number): Failure {
  const words = message.length > 2000 ? `${message.slice(0, 1999)}…` : message;
  return { code, message: words, retryable: retryableCodes.has(code), ...(httpStatus ? { httpStatus } : {}) };
}

// Next gives pages, routes and the container different instances of this module: `instanceof` would not know the other's.
const Thrown = z.object({ name: z.literal("FailureError"), failure: Failure });

/** The failure inside any thrown value. Text of unknown errors never leaves: it may hold secrets or paths. */
export function failureOf(error: unknown, fallback = "An unexpected error stopped this call."): Failure {
  const thrown = Thrown.safeParse(error);
  return thrown.success ? thrown.data.failure : failure("unexpected_error", fallback);
}
