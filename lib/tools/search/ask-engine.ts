import { z } from "zod";
import { type ToolFailure, toolFailure } from "@/lib/core/web";
import packageJson from "@/package.json";

const timeoutMs = 15_000;
const maxBytes = 4 * 1024 * 1024;

/** The operators of public interfaces ask for a name and a way to reach the program's makers. */
const userAgent = `Parley/${packageJson.version} (self-hosted research chatroom; web search for its user)`;

/** Why an engine gave nothing; its message never holds a key or the engine's raw words. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly failure: ToolFailure;

  constructor(failure: ToolFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

export type EngineCall = {
  label: string;
  /** What people can do when the engine refuses; absent = look after the key. */
  whenRefused?: string;
  url: URL;
  headers?: Record<string, string>;
  /** Sent as JSON by POST; absent = GET. */
  body?: unknown;
  signal: AbortSignal;
};

const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
});

/** Asks an engine and reads its JSON. Redirects are not followed, so a key goes only where it was meant to. Throws EngineError. */
export async function askEngine<Schema extends z.ZodType>(call: EngineCall, schema: Schema): Promise<z.output<Schema>> {
  const { label, whenRefused = "Check its key in Settings." } = call;
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(call.url, {
      method: call.body === undefined ? "GET" : "POST",
      headers: {
        accept: "application/json",
        "user-agent": userAgent,
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      redirect: "manual",
      signal: AbortSignal.any([call.signal, limit]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw refused(label, response.status, whenRefused);
    }
    const parsed = Json.pipe(schema).safeParse(await readText(response, label));
    if (parsed.success) return parsed.data;
    throw new EngineError(toolFailure("unreadable", `${label} answered in a form that Parley does not know.`));
  } catch (error) {
    throw asEngineError(error, label, { stopped: call.signal.aborted, timedOut: limit.aborted });
  }
}

function asEngineError(error: unknown, label: string, why: { stopped: boolean; timedOut: boolean }): EngineError {
  if (error instanceof EngineError) return error;
  if (why.stopped) return new EngineError(toolFailure("stopped", "The search was stopped."));
  if (why.timedOut) {
    return new EngineError(toolFailure("timeout", `${label} did not answer within ${timeoutMs / 1000} s.`));
  }
  return new EngineError(toolFailure("unreachable", `${label} could not be reached.`));
}

function refused(label: string, status: number, whenRefused: string): EngineError {
  if (status === 401 || status === 403) {
    return new EngineError(toolFailure("not_authorized", `${label} refused the request (${status}). ${whenRefused}`));
  }
  if (status === 429) {
    return new EngineError(toolFailure("rate_limited", `${label} allows no more searches for now (429).`));
  }
  return new EngineError(toolFailure("http_error", `${label} answered with an error (${status}).`));
}

async function readText(response: Response, label: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new EngineError(toolFailure("too_large", `${label} sent more than 4 MB.`));
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
