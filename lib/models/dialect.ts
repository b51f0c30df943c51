import type { ModelRequest } from "@/lib/core/model";
import { openRouterBody, openRouterHeaders } from "./openrouter";
import type { ConnectedProvider } from "./provider";

/** What one kind of host wants beyond the plain protocol. */
export type Dialect = { body: Record<string, unknown>; headers: Record<string, string> };

type BodyRequest = Pick<ModelRequest, "reasoningEffort" | "maxOutputTokens" | "dataPolicy" | "sessionId" | "schema">;

/** The parts of a call that differ from host to host, and the form it asks for. */
export function dialectOf(provider: Pick<ConnectedProvider, "kind" | "baseUrl">, request: BodyRequest): Dialect {
  const form = formBody(request);
  if (provider.kind === "openrouter")
    return { body: { ...openRouterBody(request), ...form }, headers: openRouterHeaders };
  return { body: { ...plainBody(provider, request), ...form }, headers: {} };
}

function formBody({ schema }: BodyRequest): Record<string, unknown> {
  return schema ? { response_format: { type: "json_schema", json_schema: { strict: true, ...schema } } } : {};
}

function plainBody(provider: Pick<ConnectedProvider, "kind" | "baseUrl">, request: BodyRequest) {
  const { maxOutputTokens, reasoningEffort } = request;
  // OpenAI's own host refuses `max_tokens` for reasoning models; most others know nothing else.
  const limit = URL.parse(provider.baseUrl)?.hostname === "api.openai.com" ? "max_completion_tokens" : "max_tokens";
  return {
    stream_options: { include_usage: true },
    ...(maxOutputTokens === null ? {} : { [limit]: maxOutputTokens }),
    ...(reasoningEffort === null ? {} : { reasoning_effort: effortFor(provider.kind, reasoningEffort) }),
  };
}

/** Local servers know low, medium and high only. */
function effortFor(kind: ConnectedProvider["kind"], effort: NonNullable<ModelRequest["reasoningEffort"]>) {
  if (kind !== "local") return effort;
  if (effort === "minimal") return "low";
  return effort === "xhigh" || effort === "max" ? "high" : effort;
}
