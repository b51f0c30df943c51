import type OpenAI from "openai";
import type { CallMessage, MessagePart, ModelRequest, ServerTools, ToolChoice } from "@/lib/core/model";
import type { ConnectedProvider } from "./provider";

/** Messages as chat completions wants them: calls of a model and results of tools in their own form. */
export function wireMessages(messages: readonly CallMessage[]): OpenAI.ChatCompletionMessageParam[] {
  return messages.map((message): OpenAI.ChatCompletionMessageParam => {
    if (message.role === "tool") return { role: "tool", tool_call_id: message.callId, content: message.content };
    if ("parts" in message) return { role: "user", content: message.parts.map(wirePart) };
    if (!("toolCalls" in message)) return { ...message };
    const { content, toolCalls, replay } = message;
    const tool_calls = toolCalls.map(({ id, name, arguments: written }) => ({
      id,
      type: "function" as const,
      function: { name, arguments: written },
    }));
    return { ...replay, role: "assistant", content: content === "" ? null : content, tool_calls };
  });
}

function wirePart(part: MessagePart): OpenAI.ChatCompletionContentPart {
  if (part.type === "text") return part;
  const { url, detail } = part;
  return { type: "image_url", image_url: { url, ...(isDetail(detail) ? { detail } : {}) } };
}

function isDetail(detail: string | undefined): detail is "auto" | "low" | "high" {
  return detail === "auto" || detail === "low" || detail === "high";
}

/** The body keys about tools; none when the call has none. Server tools are sent to OpenRouter only. */
export function toolBody(
  { kind }: Pick<ConnectedProvider, "kind">,
  { tools = [], toolChoice, serverTools }: Pick<ModelRequest, "tools" | "toolChoice" | "serverTools">,
): Record<string, unknown> {
  const own = tools.map((tool) => ({ type: "function", function: { ...tool } }));
  const theirs = kind === "openrouter" && serverTools ? serverToolsOf(serverTools) : [];
  if (own.length + theirs.length === 0) return {};
  return {
    tools: [...own, ...theirs],
    ...(toolChoice === undefined || toolChoice === "auto" ? {} : { tool_choice: wireChoice(toolChoice) }),
    // After so many steps one more without tools follows, which writes the answer.
    ...(theirs.length > 0 && serverTools
      ? { stop_server_tools_when: [{ type: "step_count_is", step_count: serverTools.maxCalls }] }
      : {}),
  };
}

function wireChoice(choice: ToolChoice): unknown {
  return typeof choice === "string" ? choice : { type: "function", function: { name: choice.name } };
}

/**
 * OpenRouter's own tools. Domains have another name in each. The engines that a model's maker runs treat exclusions
 * differently or not at all, so filters choose an engine that keeps them.
 */
function serverToolsOf(limits: ServerTools): Record<string, unknown>[] {
  const { search, fetch, maxCalls, maxResults, allowedDomains: allowed, excludedDomains: excluded } = limits;
  const isFiltered = allowed.length + excluded.length > 0;
  const only = allowed.length > 0 ? { allowed_domains: [...allowed] } : {};
  const not = (name: string) => (excluded.length > 0 ? { [name]: [...excluded] } : {});
  const searchParameters = {
    ...(isFiltered ? { engine: "exa" } : {}),
    max_results: maxResults,
    max_uses: maxCalls,
    ...only,
    ...not("excluded_domains"),
  };
  const fetchParameters = {
    ...(isFiltered ? { engine: "openrouter" } : {}),
    max_uses: maxCalls,
    ...only,
    ...not("blocked_domains"),
  };
  return [
    ...(search ? [{ type: "openrouter:web_search", parameters: searchParameters }] : []),
    ...(fetch ? [{ type: "openrouter:web_fetch", parameters: fetchParameters }] : []),
  ];
}
