import type { Estimate } from "@/lib/core/api";
import { costOf } from "@/lib/core/cost";
import type { Price } from "@/lib/core/model";
import type { Panel, Panelist } from "@/lib/core/panel";
import { synthesizerModel } from "@/lib/core/panel-rules";
import { instructionTokens, researchTokens, tokensOf, usualOutput } from "@/lib/core/usual-tokens";

export type Range = { low: number; high: number };
type Role = "panelist" | "judge" | "synthesizer";

/** What past calls of a model in a role tell; null = too few of them. */
export type Habit = { completionTokens: Range | null; seconds: Range | null };

export type EstimateParts = {
  panel: Panel;
  /** Characters of the question, and of the earlier turns that are sent along. */
  questionCharacters: number;
  contextCharacters: number;
  priceOf: (model: string) => Price | null;
  habitOf: (model: string, role: Role) => Habit;
};

type Call = { model: string; role: Role; tokensIn: Range; tokensOut: Range; seconds: Range | null };

/** What a turn will cost and how long it takes, from prices and from this installation's own calls. Pure arithmetic. */
export function estimateTurn(parts: EstimateParts): Estimate {
  const { panel, priceOf } = parts;
  const calls = callsOf(parts);
  const models = [...new Set(calls.map(({ model }) => model))];
  const unpriced = models.filter((model) => priceOf(model) === null);
  const known = calls.map((call) => costOfCall(call, priceOf(call.model)));
  const total = known.reduce(sum, { low: 0, high: 0 });
  const cap = panel.limits.maxCostUsd;
  return {
    costUsd: unpriced.length === 0 ? total : null,
    seconds: secondsOf(calls, panel.limits.deadlineSeconds),
    unpriced,
    capUsd: cap,
    // A price nobody knows could be any.
    capCouldStop: cap !== null && (total.high > cap || unpriced.length > 0),
  };
}

/** One call a panelist, then the judge, then the synthesizer. Both read all answers; the latter the analysis too. */
function callsOf({ panel, questionCharacters, contextCharacters, habitOf }: EstimateParts): Call[] {
  const asked = tokensOf(questionCharacters + contextCharacters);
  const call = (model: string, role: Role, read: Range, most: number | null): Call => {
    const habit = habitOf(model, role);
    const tokensOut = capped(habit.completionTokens ?? usualOutput[role], most);
    return { model, role, tokensIn: sum(read, constant(instructionTokens[role])), tokensOut, seconds: habit.seconds };
  };
  const seats = panel.panelists.map((panelist) =>
    call(panelist.model, "panelist", readBy(panelist, panel, asked), panelist.maxOutputTokens),
  );
  const answers = seats.map(({ tokensOut }) => tokensOut).reduce(sum, constant(asked));
  const { judge, synthesizer } = panel;
  const judging = call(judge.model, "judge", sum(answers, constant(tokensOf(judge.instructions.length))), null);
  const analysis = sum(answers, judging.tokensOut);
  const read = sum(analysis, constant(tokensOf(synthesizer.instructions.length)));
  // Careful judging reads the same answers a second time.
  const judgings = judge.careful && panel.panelists.length > 1 ? [judging, judging] : [judging];
  return [...seats, ...judgings, call(synthesizerModel(panel), "synthesizer", read, null)];
}

/** A panelist reads its prompt once, or once more for each step of its research. */
function readBy({ role, webTools }: Panelist, { tools }: Panel, asked: number): Range {
  const prompt = asked + tokensOf(role.length);
  const searches = webTools && (tools.search || tools.fetch);
  const more = searches ? researchTokens(prompt + instructionTokens.panelist, tools.maxToolCalls) : 0;
  return { low: prompt, high: prompt + more };
}

/** The slowest panelist, then the judge (twice when it is careful), then the synthesizer; null when one has no history. */
function secondsOf(calls: readonly Call[], deadlineSeconds: number): Range | null {
  const of = (role: Role) => calls.filter((call) => call.role === role).map(({ seconds }) => seconds);
  const panelists = slowest(of("panelist"));
  const after = [...of("judge"), ...of("synthesizer")].map((range) => slowest([range]));
  if (!panelists || after.includes(null)) return null;
  return [capped(panelists, deadlineSeconds), ...after.flatMap((range) => range ?? [])].reduce(sum);
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
