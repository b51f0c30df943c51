import { labelOfModel, type ModelLabels } from "@/components/conversation/model-label";
import { familyOf, lookUpModel } from "@/components/panel/model-book";
import { countOf, listOf } from "@/components/words/counts";
import { formatCost } from "@/components/words/money";
import type { ModelCatalog } from "@/lib/core/api-providers";
import type { VerdictRole } from "@/lib/core/events";
import type { Usage } from "@/lib/core/model";
import type { TurnState, VerdictState } from "@/lib/core/turn";
import { basedOnNumber } from "./based-on";
import { howReadFacts } from "./how-read";
import { isDemo, type Named } from "./names";
import { ordersOf } from "./order-words";
import { retryFacts } from "./waits";

/** How a verdict came about, a sentence each: who was asked again and why, in which orders, and what it used. */
export function judgeFacts(turn: TurnState, verdict: VerdictState, labels: ModelLabels): string[] {
  const number = basedOnNumber(turn, verdict);
  return [
    ...(number === null ? [] : [`No judge was asked: the points are those of verdict ${number}.`]),
    ...howReadFacts(verdict),
    ...orderFacts(verdict),
    ...askedAgainFacts(verdict),
    ...sentAgainFacts(verdict, labels),
    ...(isDemo(turn.panel) ? [] : spendingFacts(verdict, labels)),
  ];
}

function orderFacts(verdict: VerdictState): string[] {
  const orders = ordersOf(verdict);
  if (orders === "both") return ["The judge read the answers twice, in two orders."];
  if (orders === null) return [];
  if (verdict.orderFailure)
    return [`The points are from one order, the second gave none. ${verdict.orderFailure.message}`];
  return ["A second order was asked for, and its list could not be used: the points are from one order."];
}

/** Requests of the judge, of the writer and of panelists asked about a point that failed and were sent again. */
function sentAgainFacts({ calls = [] }: VerdictState, labels: ModelLabels): string[] {
  const roles: Record<VerdictRole, string> = {
    judge: "Judge",
    claims: "Judge, claims",
    passages: "Judge, passages",
    windows: "Judge, windows",
    synthesizer: "Final answer",
    rebuttal: "Reply",
  };
  return calls.flatMap((call) =>
    retryFacts(call).map((fact) => `${roles[call.role]}, ${labelOfModel(call.model, labels)}: ${fact}`),
  );
}

type Way = NonNullable<VerdictState["askedAgain"]>[number];

function askedAgainFacts({ askedAgain = [], quotes }: VerdictState): string[] {
  const words: Record<Exclude<Way, "second_order">, (times: string) => string> = {
    repair: (times) => `The judge was asked again ${times}: some lines had the wrong form.`,
    reduced: (times) => `The judge was asked again ${times}, for a simpler form: no line of its list could be used.`,
    shortened: (times) => `The judge was asked again ${times} with shorter answers: its host had not read all of them.`,
    quotes: (times) => `The judge was asked again ${times} for ${quotesWords(quotes?.failed)}.`,
  };
  const ways = ["shortened", "repair", "reduced", "quotes"] as const;
  return ways.flatMap((way) => {
    const times = askedAgain.filter((asked) => asked === way).length;
    return times === 0 ? [] : [words[way](timesWord(times))];
  });
}

function quotesWords(failed: number | undefined): string {
  if (!failed) return "quotes that were not in the answers";
  return failed === 1 ? "1 quote that was not in the answer" : `${failed} quotes that were not in the answers`;
}

function timesWord(times: number): string {
  return times === 1 ? "once" : times === 2 ? "twice" : `${times} times`;
}

function spendingFacts({ judge, finalAnswer }: VerdictState, labels: ModelLabels): string[] {
  const called = [
    { name: "Judge", ...judge },
    { name: "Final answer", ...finalAnswer },
  ];
  return called.flatMap(({ name, model, usage, costUsd }) => {
    if (!model || (usage === null && costUsd === null)) return [];
    return [[`${name}, ${labelOfModel(model, labels)}: ${formatCost(costUsd)}.`, cachedWords(usage)].join(" ").trim()];
  });
}

/** "11,200 of 12,000 prompt tokens came from the provider’s cache." Empty when none did, or nobody says. */
export function cachedWords(usage: Usage | null): string {
  if (!usage?.cachedTokens) return "";
  const cached = usage.cachedTokens.toLocaleString("en-US");
  return `${cached} of ${countOf(usage.promptTokens, "prompt token")} came from the provider’s cache.`;
}

/**
 * A sentence when the judge is a relative of panelists it judged, or one of them; empty otherwise. Without the catalogue
 * the family is what the model's id begins with. The demo's models are voices of one script and are not compared.
 */
export function familyWarning(
  verdict: Pick<VerdictState, "judge" | "attempts" | "basedOn">,
  seats: readonly Named[],
  { labels, catalog }: { labels: ModelLabels; catalog: ModelCatalog | undefined },
): string {
  const judge = verdict.judge.model;
  if (judge.startsWith("demo:")) return "";
  const family = familyOf(lookUpModel(judge, catalog));
  const judged = seats.filter(({ id, model }) => id in verdict.attempts && !model.startsWith("demo:"));
  const kin = judged.filter(({ model }) => familyOf(lookUpModel(model, catalog)) === family);
  if (kin.length === 0) return "";
  const twins = kin.filter(({ model }) => model === judge);
  const name = labelOfModel(judge, labels);
  if (twins.length > 0)
    return `The judge, ${name}, also sits on the panel and judged its own answer, without its name.`;
  const names = listOf(kin.map(({ label }) => label));
  return `The judge, ${name}, shares a family with ${names}; it may favour ${kin.length === 1 ? "that answer" : "those answers"}.`;
}
