import { z } from "zod";
import { Failure, type FailureCode } from "@/lib/core/failure";

/** `param`: the field of the request that is wrong. */
type ErrorBody = { code: number; message: string; type: string; param?: string; metadata: Record<string, unknown> };
export type WireError = { error: ErrorBody };

/** A request that cannot be taken as it is; `param` names the field. */
export class BadParameter extends Error {
  override readonly name = "BadParameter";
  readonly param: string;

  constructor(param: string, message: string) {
    super(message);
    this.param = param;
  }
}

// Next gives route handlers different instances of one module: `instanceof` would not know the other's.
const Thrown = z.object({ name: z.literal("BadParameter"), message: z.string(), param: z.string() });
const ThrownFailure = z.object({
  name: z.literal("FailureError"),
  failure: Failure,
  retryAfterSeconds: z.number().optional(),
});

type Kind = readonly [status: number, errorType: string];

/** HTTP status and OpenRouter's `error_type` of each failure; whatever is not named here is 500 `server`. */
const kinds: Partial<Record<FailureCode, Kind>> = {
  timeout: [504, "timeout"],
  connection_lost: [502, "provider_unavailable"],
  incomplete: [502, "provider_unavailable"],
  upstream_error: [502, "provider_unavailable"],
  too_large: [502, "provider_unavailable"],
  rate_limited: [429, "rate_limit_exceeded"],
  insufficient_credits: [402, "payment_required"],
  spending_cap: [402, "payment_required"],
  wrong_format: [502, "provider_unavailable"],
  not_authorized: [502, "provider_unavailable"],
  bad_request: [400, "invalid_request"],
  context_length: [400, "context_length_exceeded"],
  unreachable: [502, "provider_unavailable"],
  interrupted: [503, "provider_unavailable"],
  refused: [403, "refusal"],
  empty: [502, "provider_unavailable"],
  stopped: [499, "cancelled"],
  unknown_model: [400, "invalid_request"],
  provider_not_allowed: [404, "not_found"],
  all_panels_failed: [502, "provider_unavailable"],
  invalid_request: [400, "invalid_request"],
  not_found: [404, "not_found"],
  conflict: [409, "invalid_request"],
  unsupported_media_type: [415, "invalid_request"],
  payload_too_large: [413, "payload_too_large"],
  token_required: [401, "authentication"],
  scope_missing: [403, "permission_denied"],
  sign_in_required: [401, "authentication"],
  wrong_password: [401, "authentication"],
  cross_site: [403, "permission_denied"],
  unknown_host: [421, "permission_denied"],
  shutting_down: [503, "provider_overloaded"],
};

const openAiTypes: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "insufficient_quota",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
};

/** The status of a failure on the OpenAI-compatible routes. */
export function statusOf({ code, httpStatus }: Pick<Failure, "code" | "httpStatus">): number {
  const known = kinds[code]?.[0];
  return known ?? (httpStatus !== undefined && httpStatus >= 400 && httpStatus < 500 ? httpStatus : 500);
}

/** A failure in the form both OpenAI's and OpenRouter's clients read; `more` goes into `metadata`. */
export function wireError(reason: Failure, more: Record<string, unknown> = {}): WireError {
  const status = statusOf(reason);
  const errorType = kinds[reason.code]?.[1] ?? "server";
  return {
    error: {
      code: status,
      message: reason.message,
      type: openAiTypes[status] ?? "api_error",
      metadata: { error_type: errorType, failure_code: reason.code, ...more },
    },
  };
}

function badParameter(param: string, message: string): WireError {
  const type = "invalid_request_error";
  return { error: { code: 400, message, type, param, metadata: { error_type: "invalid_request", param } } };
}

/** `messages[0].content` for a path into a body. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, key) => (typeof key === "number" ? `${name}[${key}]` : name === "" ? String(key) : `${name}.${String(key)}`),
    "",
  );
}

/** The first thing that is wrong with a body, named by its field. */
export function badBody(error: z.ZodError): BadParameter {
  const issue = deepest(error.issues);
  const field = fieldName(issue?.path ?? []) || "body";
  return new BadParameter(field, `${field}: ${issue?.message ?? "not valid."}`);
}

/** Of a union the branch that got furthest says what is really wrong. */
function deepest(issues: readonly z.core.$ZodIssue[], before: readonly PropertyKey[] = []): z.core.$ZodIssue | null {
  const [first] = issues;
  if (!first) return null;
  const path = [...before, ...first.path];
  if (first.code !== "invalid_union") return { ...first, path };
  const inner = first.errors.map((branch) => deepest(branch, path)).filter((issue) => issue !== null);
  const longest = inner.toSorted((a, b) => b.path.length - a.path.length)[0];
  return longest && longest.path.length > path.length ? longest : { ...first, path };
}

type Answer = { status: number; body: WireError; headers: Record<string, string> };

/** What to answer to anything thrown before a turn began; null = it is nobody's fault but ours, and belongs into the log. */
export function answerTo(error: unknown): Answer | null {
  const parameter = Thrown.safeParse(error);
  if (parameter.success) {
    return { status: 400, body: badParameter(parameter.data.param, parameter.data.message), headers: {} };
  }
  const failed = ThrownFailure.safeParse(error);
  if (!failed.success) return null;
  const { failure, retryAfterSeconds } = failed.data;
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
  return { status: statusOf(failure), body: wireError(failure), headers };
}
