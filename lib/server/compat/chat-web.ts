import type { ChatBody } from "./chat-body";
import type { WebTool } from "./fusion-parameters";
import type { Target } from "./target";

type WebPlugin = Extract<NonNullable<ChatBody["plugins"]>[number], { id: "web" }>;

/** The web, however it was asked for: as tools, as the old plugin, or by the suffix `:online`. */
export function webToolsOf({ plugins }: Pick<ChatBody, "plugins">, tools: WebTool[], target: Target): WebTool[] {
  const plugin = (plugins ?? []).find((one) => one.id === "web" && one.enabled);
  if (plugin?.id === "web") return [...tools, ofPlugin(plugin)];
  const isOnline = target.kind === "model" && target.online;
  return isOnline ? [...tools, { use: "search" }] : tools;
}

function ofPlugin({ max_results, include_domains, exclude_domains }: WebPlugin): WebTool {
  return {
    use: "search",
    ...(max_results === undefined ? {} : { max_results }),
    ...(include_domains ? { allowed_domains: include_domains } : {}),
    ...(exclude_domains ? { excluded_domains: exclude_domains } : {}),
  };
}
