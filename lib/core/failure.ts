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
  // a judging (the names are OpenRouter's)
  "judge_not_valid_json",
  "judge_schema_mismatch",
  "judge_upstream_error",
  "judge_empty_completion",
  // a turn
  "all_panels_failed",
  "unexpected_error",
  // a request
  "invalid_request",
  "not_found",
  "conflict",
  "unsupported_media_type",
  "payload_too_large",
  "sign_in_required",
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
  "rate_limited",
  "unreachable",
  "interrupted",
  "empty",
  "stopped",
  "shutting_down",
]);

/** Makes a failure; `retryable` follows from the code. */
export function failure(code: FailureCode, message: string, httpStatus?: number): Failure {
  const words = message.length > 2000 ? `${message.slice(0, 1999)}…` : message;
  return { code, message: words, retryable: retryableCodes.has(code), ...(httpStatus ? { httpStatus } : {}) };
}

/** The failure inside any thrown value. Text of unknown errors never leaves: it may hold secrets or paths. */
export function failureOf(error: unknown, fallback = "An unexpected error stopped this call."): Failure {
  return error instanceof FailureError ? error.failure : failure("unexpected_error", fallback);
}

const remedies: Partial<Record<FailureCode, string>> = {
  length: "Raise the output limit of this panelist, or ask for a shorter answer.",
  timeout: "Retry, or use a faster model.",
  connection_lost: "Retry this panelist; the text so far is kept.",
  incomplete: "Retry this panelist; the text so far is kept.",
  upstream_error: "Retry, or use another model.",
  too_large: "Ask for a shorter answer.",
  rate_limited: "Wait a moment and retry, or use another provider.",
  insufficient_credits: "Add credits at the provider, or use another provider.",
  not_authorized: "Check the key of this provider in Settings.",
  bad_request: "Check the parameters of this panelist, or use another model.",
  context_length: "Shorten the question, or use a model with a longer context.",
  unreachable: "Check that the server is running and its address in Settings.",
  interrupted: "Retry; what was written before is kept.",
  refused: "Rephrase the question, or use another model.",
  empty: "Retry, or raise the output limit if the model spent it on reasoning.",
  unknown_model: "Choose another model for this seat.",
  provider_not_allowed: "Allow the provider in the panel's data policy, or choose another model.",
  spending_cap: "Raise the spending cap of the panel, then retry.",
  judge_not_valid_json: "Judge again, or choose another judge.",
  judge_schema_mismatch: "Judge again, or choose another judge.",
  judge_upstream_error: "Judge again, or choose another judge.",
  judge_empty_completion: "Judge again, or choose another judge.",
  all_panels_failed: "Each pane says why. Retry the panelists, or use another panel.",
};

/** What a person can do about a failure, as one sentence; empty when nothing helps. */
export function remedyFor(code: FailureCode): string {
  return remedies[code] ?? "";
}
