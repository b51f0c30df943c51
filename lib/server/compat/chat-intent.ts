import type { TurnMode } from "@/lib/core/events";
import type { ModelName } from "@/lib/core/ids";
import { type CallEffort, type CallMessage, type ToolChoice, ToolSpec } from "@/lib/core/model";
import { type Panel, PanelSpec } from "@/lib/core/panel";
import { synthesizerModel } from "@/lib/core/panel-rules";
import type { ProgramRequest } from "@/lib/core/program-request";
import { container } from "@/lib/server/container";
import { schemaFault } from "@/lib/server/format-problems";
import type { Program } from "@/lib/server/programs";
import type { ChatBody, FunctionTool } from "./chat-body";
import { historyOf } from "./chat-history";
import { isFusionChoice, modeOf } from "./chat-mode";
import { isOpenRouters, withPolicy } from "./chat-policy";
import { webToolsOf } from "./chat-web";
import { continued } from "./continue-turn";
import { type FusionWishes, fusedPanel, withWebTools } from "./fusion-panel";
import type { WebTool } from "./fusion-parameters";
import type { Intent } from "./intent";
import { passedOn } from "./parameters";
import { refuseUnreachable, type Target, targetOf } from "./target";
import { BadParameter } from "./wire-error";

type Asked = { body: ChatBody; headers: Headers; program: Program };

/** What a chat request means: which panel or model, in which mode, and what its answer is to be like. Throws BadParameter. */
export async function chatIntent({ body, headers, program }: Asked): Promise<Intent> {
  const { messages, writer } = continued(historyOf(body.messages), program);
  const target: Target = writer ? { kind: "model", model: writer, online: false } : await targetOf(body.model);
  const tools = sortedTools(body);
  const wishes = wishesOf(body, tools.fusion);
  const mode = writer ? "solo" : modeOf(target, { body, wishes, headers });
  const panel = await panelFor(target, { body, wishes, mode, web: webToolsOf(body, tools.web, target) });
  const isFused = mode !== "solo";
  return {
    requested: body.model,
    mode,
    panel: withPolicy(panel, body),
    panelId: target.kind === "panel" ? target.panel.panelId : null,
    request: requestOf(body, { messages, tools: tools.functions, isFused, target }),
    stream: body.stream === true,
    exposePanel: wishes.plugin?.expose_panel ?? false,
    showReasoning: body.include_reasoning !== false && body.reasoning?.exclude !== true,
    labels: labelsOf(body, headers),
  };
}

function labelsOf({ metadata, user, session_id: session }: ChatBody, headers: Headers): Intent["labels"] {
  return {
    metadata: metadata ?? {},
    user: user ?? null,
    session: session ?? headers.get("x-session-id")?.slice(0, 256) ?? null,
  };
}

function sortedTools({ tools }: ChatBody) {
  const functions: FunctionTool[] = [];
  const web: WebTool[] = [];
  let fusion: FusionWishes["tool"] = null;
  for (const [index, tool] of (tools ?? []).entries()) {
    if ("function" in tool) functions.push(tool);
    else if ("use" in tool) web.push(tool);
    else if (fusion)
      throw new BadParameter(`tools[${index}]`, `tools[${index}]: only one openrouter:fusion a request.`);
    else fusion = tool.fusion;
  }
  return { functions, web, fusion };
}

function wishesOf(body: ChatBody, tool: FusionWishes["tool"]): FusionWishes {
  return { plugin: body.plugins?.find((plugin) => plugin.id === "fusion") ?? null, tool };
}

type PanelWish = { body: ChatBody; wishes: FusionWishes; mode: TurnMode; web: WebTool[] };

async function panelFor(target: Target, { body, wishes, mode, web }: PanelWish): Promise<Panel> {
  if (mode === "solo") return soloPanel(target, wishes, web);
  const outer = target.kind === "model" ? target.model : null;
  const saved = target.kind === "panel" ? target.panel : defaultPanel();
  const panel = await fusedPanel({ panel: saved, wishes, outer });
  const withTools = web.length > 0 ? { ...panel, tools: withWebTools(panel.tools, web) } : panel;
  refuseUnreachable(withTools, body.model);
  const most = body.max_tool_calls;
  if (!most) return withTools;
  return { ...withTools, tools: { ...withTools.tools, maxToolCalls: Math.min(most, withTools.tools.maxToolCalls) } };
}

function defaultPanel(): Panel {
  const { panels } = container();
  return panels.get(panels.list().defaultPanelId);
}

/** One seat that answers alone. Under an alias it is the model that would have written the final answer. */
async function soloPanel(target: Target, wishes: FusionWishes, web: WebTool[]): Promise<Panel> {
  const model =
    target.kind === "model"
      ? target.model
      : synthesizerModel(await fusedPanel({ panel: target.panel, wishes, outer: null }));
  return soloPanelOf(model, web);
}

/** An unsaved panel of one seat, without any instructions of Parley's. */
function soloPanelOf(model: ModelName, web: readonly WebTool[] = []): Panel {
  const panel = PanelSpec.parse({
    name: container().catalog.labelOf(model).slice(0, 80) || "Model",
    panelists: [{ model, webTools: web.length > 0 }],
    judge: { model },
  });
  return { ...panel, tools: withWebTools({ ...panel.tools, search: false, fetch: false }, web) };
}

type RequestWish = { messages: CallMessage[]; tools: FunctionTool[]; isFused: boolean; target: Target };

function requestOf(body: ChatBody, { messages, tools, isFused, target }: RequestWish): ProgramRequest {
  const { response_format: format, reasoning } = body;
  return {
    messages,
    tools: tools.map(({ function: { strict, ...spec } }) => ToolSpec.parse({ ...spec, ...(strict ? { strict } : {}) })),
    toolChoice: choiceOf(body, isFused),
    format: format && format.type !== "text" ? formatOf(format) : null,
    temperature: body.temperature ?? null,
    maxOutputTokens: body.max_completion_tokens ?? body.max_tokens ?? null,
    reasoningEffort: effortOf(body),
    extra: {
      ...passedOn(body),
      ...fallbackModels(body, target),
      ...(reasoning?.max_tokens ? { reasoning: { max_tokens: reasoning.max_tokens } } : {}),
    },
    isStreamed: body.stream === true,
  };
}

function effortOf({ reasoning, reasoning_effort: effort }: ChatBody): CallEffort | null {
  return reasoning?.effort ?? effort ?? (reasoning?.enabled === false ? "none" : null);
}

/** `required` beside a panel asks for the panel; the synthesizer may then do as it likes. */
function choiceOf({ tool_choice: choice }: ChatBody, isFused: boolean): ToolChoice {
  if (choice === null || choice === undefined || isFusionChoice(choice)) return "auto";
  if (typeof choice === "string") return isFused && choice === "required" ? "auto" : choice;
  return choice.type === "function" ? { name: choice.function.name } : "auto";
}

type JsonFormat = Exclude<NonNullable<ChatBody["response_format"]>, { type: "text" }>;

function formatOf(format: JsonFormat): ProgramRequest["format"] {
  if (format.type === "json_object") return { type: "json_object" };
  const { name, schema, strict } = format.json_schema;
  const fault = schemaFault(schema);
  if (fault) throw new BadParameter("response_format", `response_format.json_schema.schema: ${fault}`);
  return { type: "json_schema", name, schema, strict: strict === true };
}

function fallbackModels({ models }: ChatBody, target: Target): Record<string, unknown> {
  if (!models || models.length === 0) return {};
  if (target.kind !== "model" || !isOpenRouters(target.model)) {
    throw new BadParameter("models", "models: fallbacks are only for models that are passed through to OpenRouter.");
  }
  return { models };
}
