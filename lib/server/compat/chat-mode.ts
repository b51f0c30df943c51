import type { TurnMode } from "@/lib/core/events";
import type { ChatBody } from "./chat-body";
import type { FusionWishes } from "./fusion-panel";
import type { Target } from "./target";

type ModeWish = { body: Pick<ChatBody, "tool_choice" | "tools">; wishes: FusionWishes; headers: Headers };

/** The aliases and saved panels fuse unless they are told not to; with a model of its own the program lets that decide. */
export function modeOf(target: Target, { body, wishes, headers }: ModeWish): TurnMode {
  if (!isWanted(target, wishes) || isForbidden(body, wishes, headers)) return "solo";
  const { tool_choice: choice } = body;
  if (choice === "required" || isFusionChoice(choice)) return "panel";
  // Beside functions of the program "auto" is said of those; clients send it unasked.
  const mayDecide = target.kind === "model" || (choice === "auto" && (wishes.tool !== null || !hasFunctions(body)));
  return mayDecide ? "auto" : "panel";
}

function isWanted({ kind }: Target, { plugin, tool }: FusionWishes): boolean {
  return kind === "panel" || plugin !== null || tool !== null;
}

function hasFunctions({ tools }: ModeWish["body"]): boolean {
  return (tools ?? []).some((tool) => "function" in tool);
}

/** Switched off, told not to, or asked by a panel of another Parley: then one model answers. */
function isForbidden({ tool_choice: choice }: ModeWish["body"], { plugin }: FusionWishes, headers: Headers): boolean {
  const depth = headers.get("x-openrouter-fusion-depth") ?? "0";
  return plugin?.enabled === false || choice === "none" || depth !== "0";
}

/** Whether a choice names the panel. */
export function isFusionChoice(choice: ChatBody["tool_choice"]): boolean {
  if (typeof choice !== "object" || choice === null) return false;
  return choice.type === "openrouter:fusion" || choice.function.name === "openrouter:fusion";
}
