import type { ModelName } from "./ids";
import type { CallMessage, ModelRequest } from "./model";
import type { TurnPorts } from "./ports";
import { bareJson, formatRule, withoutImages } from "./program-prompts";
import type { AnswerFormat, ProgramRequest } from "./program-request";

type Writer = { model: ModelName; ports: Pick<TurnPorts, "hasStrictJson" | "seesImages"> };

/** The settings of a program's request for the model that writes its answer; what it left open is not set. */
export function writerSettings(
  { temperature, maxOutputTokens, reasoningEffort, extra, tools, toolChoice, format }: ProgramRequest,
  { model, ports }: Writer,
): Partial<ModelRequest> {
  const held = format && ports.hasStrictJson?.(model) ? { response_format: wireFormat(format) } : {};
  return {
    ...(temperature === null ? {} : { temperature }),
    ...(maxOutputTokens === null ? {} : { maxOutputTokens }),
    ...(reasoningEffort === null ? {} : { reasoningEffort }),
    ...(tools.length > 0 ? { tools, toolChoice } : {}),
    extra: { ...extra, ...held },
  };
}

function wireFormat(format: AnswerFormat): Record<string, unknown> {
  if (format.type === "json_object") return { type: "json_object" };
  const { name, schema, strict } = format;
  return { type: "json_schema", json_schema: { name, schema, ...(strict ? { strict } : {}) } };
}

/** The conversation as it came, for a model that answers alone. It is told of a form only where its host does not know that. */
export function soloMessages({ messages, format }: ProgramRequest, { model, ports }: Writer): CallMessage[] {
  const seen = ports.seesImages?.(model) === false ? messages.map(withoutImages) : [...messages];
  if (!format || ports.hasStrictJson?.(model)) return seen;
  return [{ role: "system", content: formatRule(format) }, ...seen];
}

/** What is wrong with an answer in the form that a program wants; empty = nothing, or it wants none. */
export function problemsOf(
  text: string,
  program: ProgramRequest | null,
  { formatProblems }: Pick<TurnPorts, "formatProblems">,
): string[] {
  return program?.format && formatProblems ? formatProblems(bareJson(text), program.format) : [];
}
