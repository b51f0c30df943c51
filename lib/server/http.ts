import { z } from "zod";
import type { Problem } from "@/lib/core/api";
import { Failure, FailureError, failure } from "@/lib/core/failure";
import { admit } from "./access";
import { container } from "./container";
import { describeError } from "./log";
import { requestIdHeader, requestIdOf, shapeOfPath } from "./request-scope";
import { storageFailure } from "./storage-failure";

const largestBody = 1_000_000;

/**
 * A route handler: gives the request its id, checks access, runs it, logs it, and turns whatever it throws into a
 * problem document. `check` throws a FailureError unless the request may go on; programs have a door of their own.
 */
export function handle<Context>(
  handler: (request: Request, context: Context) => Promise<Response> | Response,
  check: (request: Request) => void = admit,
): (request: Request, context: Context) => Promise<Response> {
  return (request, context) => {
    const requestId = requestIdOf(request.headers);
    const startedAt = performance.now();
    return container().logger.within({ requestId }, async () => {
      const response = await answer(() => {
        check(request);
        return handler(request, context);
      }, requestId);
      response.headers.set(requestIdHeader, requestId);
      logRequest(request, response.status, performance.now() - startedAt);
      return response;
    });
  };
}

async function answer(run: () => Promise<Response> | Response, requestId: string): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    return problemOf(error, requestId);
  }
}

/** Reading is too frequent to be told at the usual level; the query may hold what somebody searches for. */
function logRequest({ method, url }: Request, status: number, milliseconds: number): void {
  const { logger } = container();
  const log = method === "GET" && status < 500 ? logger.debug : logger.info;
  log("A request was answered.", { method, path: shapeOfPath(url), status, ms: Math.round(milliseconds) });
}

/** An id from a path. One that cannot exist is answered like one that does not. */
export function pathId<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  const id = schema.safeParse(text);
  if (!id.success) throw new FailureError(failure("not_found", "There is nothing at this address.", 404));
  return id.data;
}

/** The body of a request as the schema's output. Throws a FailureError (413, 415, 400) or a ZodError. */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  return schema.parse((await readBody(request, largestBody)).json);
}

/** The text of a body, and its JSON. Throws a FailureError (413, 415, 400). */
export async function readBody(request: Request, most: number): Promise<{ text: string; json: unknown }> {
  requireType(request, ["application/json"]);
  const text = await readText(request, most);
  return { text, json: parseJson(text) };
}

async function readText(request: Request, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of readBytes(request, most)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** The body of a request as it comes, `most` bytes of it. Throws a FailureError (413) when there are more. */
export async function* readBytes(request: Request, most: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge(most);
  let bytes = 0;
  // A body may be longer than it says: count what really arrives.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) throw tooLarge(most);
    yield chunk;
  }
}

/** Refuses a body that does not say it is one of these types (415). */
export function requireType(request: Request, types: readonly string[]): void {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== undefined && types.includes(type)) return;
  throw new FailureError(failure("unsupported_media_type", `Send the body as ${types.join(" or ")}.`, 415));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FailureError(failure("invalid_request", "The body is not valid JSON.", 400));
  }
}

function tooLarge(most: number): FailureError {
  const words = `This request may have at most ${Math.round(most / 1_000_000)} MB.`;
  return new FailureError(failure("payload_too_large", words, 413));
}

// Next gives route handlers and the container different instances of one module: `instanceof` would not know the other's.
const Thrown = z.object({
  name: z.literal("FailureError"),
  failure: Failure,
  retryAfterSeconds: z.number().optional(),
});

/** The problem document of anything thrown. The text of unknown errors stays here. */
function problemOf(error: unknown, requestId: string): Response {
  if (error instanceof z.ZodError) {
    const errors = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    const detail = errors[0]?.message ?? "The request is not valid.";
    return problem(failure("invalid_request", detail, 400), requestId, errors);
  }
  const thrown = Thrown.safeParse(error);
  const unstored = storageFailure(error);
  if (unstored) {
    container().logger.error("The database did not take a request.", describeError(error));
    return problem(unstored, requestId);
  }
  if (!thrown.success) {
    container().logger.error("A request failed unexpectedly.", describeError(error));
    const words = `Parley could not do this because of a fault of its own. Its log says where, under request ${requestId}.`;
    return problem(failure("unexpected_error", words, 500), requestId);
  }
  const response = problem(thrown.data.failure, requestId);
  const { retryAfterSeconds } = thrown.data;
  if (retryAfterSeconds !== undefined) response.headers.set("retry-after", String(retryAfterSeconds));
  return response;
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Sign-in required",
  402: "Spending cap reached",
  403: "Forbidden",
  404: "Not found",
  409: "Conflict",
  410: "Gone",
  413: "Too large",
  415: "Unsupported media type",
  421: "Wrong host",
  429: "Too many requests",
  503: "Unavailable",
  507: "Insufficient storage",
};

function problem(
  { code, message, httpStatus = 500 }: Failure,
  requestId: string,
  errors?: Problem["errors"],
): Response {
  const document: Problem = {
    type: `urn:parley:problem:${code}`,
    title: titles[httpStatus] ?? "Error",
    status: httpStatus,
    detail: message,
    code,
    requestId,
    ...(errors ? { errors } : {}),
  };
  const headers = { "content-type": "application/problem+json", "cache-control": "no-store" };
  return new Response(JSON.stringify(document), { status: httpStatus, headers });
}
