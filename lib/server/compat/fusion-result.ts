import type { PointState } from "@/lib/core/analysis";
import type { Failure } from "@/lib/core/failure";
import type { Widening } from "@/lib/core/scouting";
import { type AnswerState, currentAnswers, currentVerdict, isActive, type TurnState } from "@/lib/core/turn";
import { wireModel } from "./wire-model";

type Analysis = {
  consensus: string[];
  contradictions: { topic: string; stances: { model: string; stance: string; panelist_id: string }[] }[];
  partial_coverage: { models: string[]; panelist_ids: string[]; point: string }[];
  unique_insights: { model: string; panelist_id: string; insight: string }[];
  blind_spots: string[];
};

export type FusionResult = {
  status: "ok" | "error";
  analysis?: Analysis;
  claims?: ReturnType<typeof claimOf>[];
  responses?: { model: string; panelist_id: string; content: string }[];
  failed_models?: { model: string; panelist_id: string; error: string; status_code?: number }[];
  sources?: ReturnType<typeof sourceOf>[];
  /** Two were asked first; why the rest was asked after them. */
  rest_asked?: Widening;
  /** Fewer answered than were asked. */
  degraded?: true;
  error?: string;
  failure_reason?: string;
  /** Where the turn stands in Parley. */
  turn_id: string;
  conversation_id: string;
};

/** The result of the panel as OpenRouter's tool gives it, and what Parley adds. Optional keys are absent, never null. */
export function fusionResultOf(turn: TurnState): FusionResult {
  const answers = currentAnswers(turn);
  const good = answers.filter(isActive);
  const failed = answers.filter((answer) => !isActive(answer));
  const reason = failureReasonOf(turn);
  return {
    status: good.length === 0 ? "error" : "ok",
    ...analysed(turn),
    ...ifAny("responses", good.map(responseOf)),
    ...ifAny("failed_models", failed.map(failedModelOf)),
    ...ifAny("sources", turn.sources.map(sourceOf)),
    ...widened(turn),
    ...(good.length > 0 && failed.length > 0 ? { degraded: true as const } : {}),
    ...(good.length === 0 ? { error: turn.failure?.message ?? "No panelist answered." } : {}),
    ...(reason ? { failure_reason: reason } : {}),
    turn_id: turn.id,
    conversation_id: turn.conversationId,
  };
}

/** Nothing where the rest was not asked after two. */
function widened({ restAsked }: TurnState): Pick<FusionResult, "rest_asked"> {
  if (!restAsked) return {};
  const { because, topic } = restAsked;
  return { rest_asked: { because, ...(topic ? { topic } : {}) } };
}

/** A list that is not empty under its key. */
function ifAny<Key extends string, Item>(key: Key, list: Item[]): { [Name in Key]?: Item[] } {
  const field: { [Name in Key]?: Item[] } = {};
  if (list.length > 0) field[key] = list;
  return field;
}

/** The analysis in both forms; nothing where there is none. */
function analysed(turn: TurnState): Pick<FusionResult, "analysis" | "claims"> {
  const verdict = currentVerdict(turn);
  if (!verdict || verdict.failure || verdict.truncated === null) return {};
  const { points } = verdict;
  return { analysis: analysisOf(points, turn), claims: points.map((point) => claimOf(point, turn)) };
}

function modelOf(panelistId: string, { panel }: TurnState): string {
  return wireModel(panel.panelists.find(({ id }) => id === panelistId)?.model ?? panelistId);
}

/** The five lists of OpenRouter's analysis (judge.md section 13). */
function analysisOf(points: readonly PointState[], turn: TurnState): Analysis {
  const of = (kind: PointState["kind"]) => points.filter((point) => point.kind === kind);
  return {
    consensus: of("consensus").map(({ point }) => point),
    contradictions: of("contradictions").map(({ topic, views }) => ({
      topic,
      stances: views.map(({ panelistId, says }) => ({
        model: modelOf(panelistId, turn),
        stance: says,
        panelist_id: panelistId,
      })),
    })),
    partial_coverage: of("partial_coverage").map(({ point, views }) => ({
      models: views.map(({ panelistId }) => modelOf(panelistId, turn)),
      panelist_ids: views.map(({ panelistId }) => panelistId),
      point,
    })),
    unique_insights: of("unique_insights").flatMap(({ point, views: [view] }) =>
      view ? [{ model: modelOf(view.panelistId, turn), panelist_id: view.panelistId, insight: point }] : [],
    ),
    blind_spots: of("blind_spots").map(({ point }) => point),
  };
}

/** A point with its evidence: the words that stand in the answers, and where. */
function claimOf(point: PointState, turn: TurnState) {
  const { id, kind, topic, weight, silent, favors, basis, why, trust, ask, evidence, notes } = point;
  return {
    id,
    kind,
    topic,
    weight,
    point: point.point,
    views: point.views.map(({ panelistId, stance, says, quote, check, start, end, sources }) => ({
      panelist_id: panelistId,
      model: modelOf(panelistId, turn),
      stance,
      says,
      quote,
      check,
      start,
      end,
      sources,
    })),
    unverified: point.unverified.map(({ panelistId, says }) => ({ panelist_id: panelistId, says })),
    silent: [...silent],
    favors: [...favors],
    basis,
    why,
    ...(trust ? { trust } : {}),
    ...(ask ? { ask } : {}),
    ...(evidence ? { evidence } : {}),
    notes: [...notes],
  };
}

function responseOf({ model, panelistId, text }: AnswerState) {
  return { model: wireModel(model), panelist_id: panelistId, content: text };
}

function failedModelOf({ model, panelistId, failure: reason, status }: AnswerState) {
  const error = status === "empty" ? "Stream completed without producing any text" : (reason?.message ?? status);
  const code = reason?.httpStatus;
  return { model: wireModel(model), panelist_id: panelistId, error, ...(code ? { status_code: code } : {}) };
}

function sourceOf({ id, url, title, status, seenBy }: TurnState["sources"][number]) {
  return { id, url, title: title || url, status, seen_by: seenBy };
}

const judgeCodes = [
  "judge_not_valid_json",
  "judge_schema_mismatch",
  "judge_upstream_error",
  "judge_empty_completion",
] as const;

/** OpenRouter's reason for a run that failed, or for an analysis that is missing; null = nothing failed (faults.md section 4). */
export function failureReasonOf(turn: TurnState): string | null {
  if (turn.status === "stopped") return "cancelled";
  const verdict = currentVerdict(turn);
  if (verdict?.failure) return reasonOfJudge(verdict.failure);
  if (turn.status !== "failed") return turn.status === "interrupted" ? "unexpected_error" : null;
  return reasonOfPanel(turn);
}

function reasonOfPanel(turn: TurnState): string {
  const codes = new Set(currentAnswers(turn).flatMap(({ failure: reason }) => reason?.code ?? []));
  if (codes.has("insufficient_credits") || codes.has("spending_cap")) return "insufficient_credits";
  if (codes.has("rate_limited")) return "rate_limited";
  if (codes.size > 0 && [...codes].every((code) => code === "unknown_model")) return "invalid_model";
  return turn.failure?.code === "all_panels_failed" ? "all_panels_failed" : "unexpected_error";
}

function reasonOfJudge({ code }: Failure): string {
  return judgeCodes.find((known) => known === code) ?? "unexpected_error";
}
