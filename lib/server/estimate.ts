import type { Estimate } from "@/lib/core/api";
import { costOf } from "@/lib/core/cost";
import type { TurnMode } from "@/lib/core/events";
import type { Price } from "@/lib/core/model";
import type { Panel, Panelist } from "@/lib/core/panel";
import { synthesizerModel } from "@/lib/core/panel-rules";
import { seatOfRouter } from "@/lib/core/route-seat";
import { scoutsOf } from "@/lib/core/scouting";
import { instructionTokens, researchTokens, routingTokens, tokensOf, usualOutput } from "@/lib/core/usual-tokens";

export type Range = { low: number; high: number };
type Role = "panelist" | "judge" | "synthesizer";

/** What past calls of a model in a role tell; null = too few of them. */
export type Habit = { completionTokens: Range | null; seconds: Range | null };

export type EstimateParts = {
  panel: Panel;
  mode: TurnMode;
  /** Mode solo: the seat that answers; absent = the first. */
  soloPanelistId?: string | undefined;
  /** Characters of the question, and of the earlier turns that are sent along. */
  questionCharacters: number;
  contextCharacters: number;
  /** Mode panel: the follow-up is sorted first; absent = the panel is asked at once. */
  sortsFirst?: boolean;
  priceOf: (model: string) => Price | null;
  habitOf: (model: string, role: Role) => Habit;
};

/** Calls of one step are made together; the steps come after each other. */
type Call = { step: number; model: string; role: Role; tokensIn: Range; tokensOut: Range; seconds: Range | null };
/** The calls of a turn at least and at most. */
type Plan = { least: Call[]; most: Call[] };

/** What a turn will cost and how long it takes, from prices and from this installation's own calls. Pure arithmetic. */
export function estimateTurn(parts: EstimateParts): Estimate {
  const { panel, priceOf } = parts;
  const { least, most } = planOf(parts);
  const models = [...new Set([...most, ...least].map(({ model }) => model))];
  const unpriced = models.filter((model) => priceOf(model) === null);
  const costOfAll = (calls: readonly Call[]) =>
    calls.map((call) => costOfCall(call, priceOf(call.model))).reduce(sum, constant(0));
  const total = { low: costOfAll(least).low, high: costOfAll(most).high };
  const [fast, slow] = [least, most].map((calls) => secondsOf(calls, panel.limits.deadlineSeconds));
  const cap = panel.limits.maxCostUsd;
  return {
    costUsd: unpriced.length === 0 ? total : null,
    seconds: fast && slow ? { low: fast.low, high: slow.high } : null,
    unpriced,
    capUsd: cap,
    // A price nobody knows could be any.
    capCouldStop: cap !== null && (total.high > cap || unpriced.length > 0),
  };
}

/**
 * Solo: one answer. Auto: an answer alone at least, at most a call of the panel and then all of it. A follow-up that is sorted
 * first: the same, with the sorting before either.
 */
function planOf(parts: EstimateParts): Plan {
  const { panel, mode, soloPanelistId, sortsFirst } = parts;
  const [first] = panel.panelists;
  const seat = panel.panelists.find(({ id }) => id === soloPanelistId) ?? first;
  if ((mode === "panel" && !sortsFirst) || !seat) return wholePlan(parts, 0);
  if (mode === "solo") return both([seatCall(parts, seat, 0)]);
  const router = seatOfRouter({ panel }).panelist;
  const answered = {
    ...seatCall(parts, { ...router, webTools: false }, 0),
    seconds: parts.habitOf(router.model, "synthesizer").seconds,
  };
  const choosing = { ...answered, tokensOut: routingTokens };
  const least = mode === "panel" ? [choosing, { ...answered, step: 1 }] : [answered];
  return { least, most: [choosing, ...wholePlan(parts, 1).most] };
}

const both = (calls: Call[]): Plan => ({ least: calls, most: calls });

function askedTokens({ questionCharacters, contextCharacters }: EstimateParts): number {
  return tokensOf(questionCharacters + contextCharacters);
}

function callOf(
  { habitOf }: EstimateParts,
  call: Pick<Call, "step" | "model" | "role">,
  read: Range,
  most: number | null,
) {
  const habit = habitOf(call.model, call.role);
  const tokensOut = capped(habit.completionTokens ?? usualOutput[call.role], most);
  return { ...call, tokensIn: sum(read, constant(instructionTokens[call.role])), tokensOut, seconds: habit.seconds };
}

function seatCall(parts: EstimateParts, panelist: Panelist, step: number): Call {
  const read = readBy(panelist, parts.panel, askedTokens(parts));
  return callOf(parts, { step, model: panelist.model, role: "panelist" }, read, panelist.maxOutputTokens);
}

/**
 * One call a panelist, then the judge, then the synthesizer. Both read all answers; the latter the analysis too. Where two go
 * first: those two at least; at most the rest and all of it after the judging of two.
 */
function wholePlan(parts: EstimateParts, step: number): Plan {
  const { panel } = parts;
  const seats = panel.panelists.map((panelist) => seatCall(parts, panelist, step));
  const scouts = scoutsOf(panel, parts.priceOf);
  if (!scouts) return both([...seats, ...verdictCalls(parts, seats, step + 1)]);
  const first = seats.filter((_, index) => scouts.some((id) => id === panel.panelists[index]?.id));
  const least = [...first, ...verdictCalls(parts, first, step + 1)];
  const judged = least.filter(({ role }) => role !== "synthesizer");
  const after = step + 1 + judged.length;
  const rest = seats.filter((seat) => !first.includes(seat)).map((seat) => ({ ...seat, step: after }));
  return { least, most: [...judged, ...rest, ...verdictCalls(parts, seats, after + 1)] };
}

function verdictCalls(parts: EstimateParts, seats: readonly Call[], step: number): Call[] {
  const { judge, synthesizer } = parts.panel;
  const answers = seats.map(({ tokensOut }) => tokensOut).reduce(sum, constant(askedTokens(parts)));
  const instructed = sum(answers, constant(tokensOf(judge.instructions.length)));
  const judging = callOf(parts, { step, model: judge.model, role: "judge" }, instructed, null);
  const analysis = sum(answers, judging.tokensOut);
  const read = sum(analysis, constant(tokensOf(synthesizer.instructions.length)));
  // Careful judging reads the same answers a second time.
  const judgings = judge.careful && seats.length > 1 ? [judging, { ...judging, step: step + 1 }] : [judging];
  const writing = { step: step + judgings.length, model: synthesizerModel(parts.panel), role: "synthesizer" as const };
  return [...judgings, callOf(parts, writing, read, null)];
}

/** A panelist reads its prompt once, or once more for each step of its research, with web tools or those of MCP servers. */
function readBy({ role, webTools, mcpServers = [] }: Panelist, { tools }: Panel, asked: number): Range {
  const prompt = asked + tokensOf(role.length);
  const calls = mcpServers.length > 0 || (webTools && (tools.search || tools.fetch));
  const more = calls ? researchTokens(prompt + instructionTokens.panelist, tools.maxToolCalls) : 0;
  return { low: prompt, high: prompt + more };
}

/** The slowest call of each step, one step after the other; null when one has no history. */
function secondsOf(calls: readonly Call[], deadlineSeconds: number): Range | null {
  const steps = [...new Set(calls.map(({ step }) => step))].map((step) => calls.filter((call) => call.step === step));
  const ranges = steps.map((together) => {
    const range = slowest(together.map(({ seconds }) => seconds));
    return range && together.some(({ role }) => role === "panelist") ? capped(range, deadlineSeconds) : range;
  });
  return ranges.includes(null) ? null : ranges.flatMap((range) => range ?? []).reduce(sum);
}

function slowest(ranges: readonly (Range | null)[]): Range | null {
  const known = ranges.filter((range) => range !== null);
  if (known.length < ranges.length) return null;
  return { low: Math.max(...known.map(({ low }) => low)), high: Math.max(...known.map(({ high }) => high)) };
}

function costOfCall({ tokensIn, tokensOut }: Call, price: Price | null): Range {
  const at = (promptTokens: number, completionTokens: number) =>
    costOf(null, { promptTokens, completionTokens }, price) ?? 0;
  return { low: at(tokensIn.low, tokensOut.low), high: at(tokensIn.high, tokensOut.high) };
}

function sum(one: Range, other: Range): Range {
  return { low: one.low + other.low, high: one.high + other.high };
}

function constant(value: number): Range {
  return { low: value, high: value };
}

function capped({ low, high }: Range, most: number | null): Range {
  return most === null ? { low, high } : { low: Math.min(low, most), high: Math.min(high, most) };
}
