import { z } from "zod";
import { type ToolFailure, toolFailure } from "@/lib/core/web";

const Coded = z.object({ code: z.number() });
const Named = z.object({ name: z.string(), message: z.string() });

/** The JSON-RPC code of a request that took too long, as the SDK gives it. */
const requestTimeout = -32_001;

/** Why a server gave nothing, in words for people and models; nothing of what it wrote stands in them. */
export function failedBy(error: unknown, signal?: AbortSignal): ToolFailure {
  if (signal?.aborted) return toolFailure("stopped", "The answer was stopped.");
  const refusal = refusalIn(error) ?? (error instanceof Error ? refusalIn(error.cause) : null);
  if (refusal !== null) return toolFailure("refused_address", refusal);
  if (slowNames.has(nameOf(error))) return tooSlow;
  const { code } = Coded.safeParse(error).data ?? { code: null };
  return code === null ? unreachable : failureOfCode(code);
}

/** An HTTP status, or a code of JSON-RPC, which is far below 0; the SDK says -1 for an answer that is no MCP. */
function failureOfCode(code: number): ToolFailure {
  if (code === requestTimeout) return tooSlow;
  if (code === 401 || code === 403) return toolFailure("not_authorized", `The MCP server refused its key (${code}).`);
  if (code === 429) return toolFailure("rate_limited", "The MCP server asks for patience (429).");
  if (code >= 400) return toolFailure("http_error", `The MCP server answered with status ${code}.`);
  return code < -1 ? toolFailure("tool_error", `The MCP server refused the request (${code}).`) : unreachable;
}

const slowNames: ReadonlySet<string> = new Set(["TimeoutError", "AbortError"]);

function nameOf(error: unknown): string {
  return Named.safeParse(error).data?.name ?? "";
}

/** Streams wrap what ended them. */
function refusalIn(error: unknown): string | null {
  const named = Named.safeParse(error).data;
  return named?.name === "McpRefusal" ? named.message : null;
}

const unreachable = toolFailure("unreachable", "The MCP server could not be reached, or does not speak MCP.");
const tooSlow = toolFailure("timeout", "The MCP server took too long.");
