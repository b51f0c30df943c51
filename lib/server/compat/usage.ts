import { sumCosts, sumUsage } from "@/lib/core/cost";
import type { Usage } from "@/lib/core/model";
import { currentVerdict, type TurnState } from "@/lib/core/turn";
import { wireModel } from "./wire-model";

type Spent = { usage: Usage | null; costUsd: number | null };
type Stage = Spent & { stage: "panelist" | "judge" | "final" | "other"; model?: string; panelistId?: string };

/** Tokens and US dollars of a whole turn and of its stages. Tokens are 0 where nobody counted; an unknown cost is absent. */
type TurnUsage = { total: Spent; final: Spent; stages: Stage[]; calls: number; searches: number };

/** What a turn has used so far, every attempt and every judge included. */
function usageOf(turn: TurnState): TurnUsage {
  const panel = turn.answers
    .filter(({ usage, costUsd }) => usage !== null || costUsd !== null)
    .map(({ model, panelistId, usage, costUsd }): Stage => ({ stage: "panelist", model, panelistId, usage, costUsd }));
  const judges = turn.verdicts.flatMap(({ judge }): Stage[] =>
    judge.usage || judge.costUsd !== null ? [{ stage: "judge", ...judge }] : [],
  );
  const finals = turn.verdicts.flatMap(({ finalAnswer: { model, usage, costUsd } }): Stage[] =>
    model && (usage || costUsd !== null) ? [{ stage: "final", model, usage, costUsd }] : [],
  );
  const known = [...panel, ...judges, ...finals];
  const rest = restOf(turn, known);
  return {
    total: totalOf(turn, known),
    final: finalOf(turn),
    stages: rest ? [...known, rest] : known,
    ...toolsOf(turn),
  };
}

function finalOf(turn: TurnState): Spent {
  const final = currentVerdict(turn)?.finalAnswer;
  return final ?? turn.answers.at(-1) ?? { usage: null, costUsd: null };
}

function totalOf({ totals }: TurnState, known: readonly Stage[]): Spent {
  const sum = known.reduce<Usage | null>((all, { usage }) => sumUsage(all, usage), null);
  const { promptTokens, completionTokens, costUsd } = totals;
  return { usage: { ...sum, promptTokens, completionTokens }, costUsd };
}

/** Calls that show in no answer, judge or final answer: judges that failed, rebuttals. */
function restOf({ totals }: TurnState, known: readonly Stage[]): Stage | null {
  const sum = known.reduce<Usage | null>((all, { usage }) => sumUsage(all, usage), null);
  const promptTokens = totals.promptTokens - (sum?.promptTokens ?? 0);
  const completionTokens = totals.completionTokens - (sum?.completionTokens ?? 0);
  if (promptTokens <= 0 && completionTokens <= 0) return null;
  const cost = (totals.costUsd ?? 0) - (sumCosts(known.map(({ costUsd }) => costUsd)) ?? 0);
  const usage = { promptTokens: Math.max(0, promptTokens), completionTokens: Math.max(0, completionTokens) };
  return { stage: "other", usage, costUsd: cost > 1e-9 ? cost : null };
}

function toolsOf({ answers }: TurnState): { calls: number; searches: number } {
  const own = answers.flatMap(({ toolCalls }) => toolCalls);
  const theirs = answers.flatMap(({ serverToolUse }) => serverToolUse ?? []);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    calls: own.length + sum(theirs.map(({ calls }) => calls)),
    searches: own.filter(({ tool }) => tool === "web_search").length + sum(theirs.map(({ searches }) => searches)),
  };
}

/** `usage` of chat completions: the whole turn, with the parts it is made of. */
export function chatUsage(turn: TurnState) {
  return wireUsage(turn, ({ promptTokens, completionTokens, cachedTokens, reasoningTokens }) => ({
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
    completion_tokens_details: { reasoning_tokens: reasoningTokens },
  }));
}

/** The same in the words of the Responses API. */
export function responsesUsage(turn: TurnState) {
  return wireUsage(turn, ({ promptTokens, completionTokens, cachedTokens, reasoningTokens }) => ({
    input_tokens: promptTokens,
    input_tokens_details: { cached_tokens: cachedTokens },
    output_tokens: completionTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: promptTokens + completionTokens,
  }));
}

function wireUsage<Tokens extends object>(turn: TurnState, tokensOf: (usage: Required<Usage>) => Tokens) {
  const { total, final, stages, calls, searches } = usageOf(turn);
  const tools = { tool_calls_requested: calls, tool_calls_executed: calls, web_search_requests: searches };
  const spentOf = ({ usage, costUsd }: Spent) => ({
    ...tokensOf({ ...nothingUsed, ...usage }),
    ...(costUsd === null ? {} : { cost: costUsd }),
  });
  return {
    ...spentOf(total),
    is_byok: false,
    ...(turn.totals.callsOfUnknownCost > 0 ? { calls_of_unknown_cost: turn.totals.callsOfUnknownCost } : {}),
    server_tool_use_details: tools,
    server_tool_use: tools,
    final: spentOf(final),
    stages: stages.map(({ stage, model, panelistId, ...spent }) => ({
      stage,
      ...(model ? { model: wireModel(model) } : {}),
      ...(panelistId ? { panelist_id: panelistId } : {}),
      ...spentOf(spent),
    })),
  };
}

const nothingUsed: Required<Usage> = { promptTokens: 0, completionTokens: 0, cachedTokens: 0, reasoningTokens: 0 };
