import type { Check } from "./checks";
import { makeProblem, ProblemError } from "./problem";
import { problemOf } from "./shapes";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type RequestOptions = {
  method?: Method;
  body?: unknown;
  /** Sent as it is, as this type, instead of a body of JSON. */
  file?: Blob;
  type?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
};

/** One JSON request to our own server, its answer checked. Throws {@link ProblemError}. */
export async function request<Answer>(
  path: string,
  check: Check<Answer>,
  options: RequestOptions = {},
): Promise<Answer> {
  const response = await send(path, options);
  return check(await response.json(), "answer");
}

/** One request whose answer has nothing to read. Throws {@link ProblemError}. */
export async function command(path: string, options: RequestOptions): Promise<void> {
  const response = await send(path, options);
  await response.body?.cancel();
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const { method = "GET", headers, signal } = options;
  const body = bodyOf(options);
  const response = await fetch(path, {
    method,
    headers: {
      accept: "application/json",
      ...(body !== null && { "content-type": options.type ?? "application/json" }),
      ...headers,
    },
    ...(body !== null && { body }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ProblemError(makeProblem("unreachable", "Parley does not answer. Check that its server is running.", 0));
  });
  if (response.ok) return response;
  throw new ProblemError((await problemIn(response)) ?? unknownProblem(response.status));
}

function bodyOf({ body, file }: RequestOptions): string | Blob | null {
  return file ?? (body === undefined ? null : JSON.stringify(body));
}

async function problemIn(response: Response) {
  try {
    return problemOf(await response.json());
  } catch {
    return null;
  }
}

function unknownProblem(status: number) {
  return makeProblem("unexpected_error", `Parley's server answered with status ${status}.`, status);
}
