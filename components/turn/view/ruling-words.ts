import { countOf, listOf } from "@/components/words/counts";
import type { PointState, View } from "@/lib/core/analysis";
import type { Reply } from "@/lib/core/rebuttal-reply";
import type { Decision } from "@/lib/core/ruling";
import type { VerdictState } from "@/lib/core/turn";
import type { Named } from "./names";
import { nameOf } from "./point-words";

/** A way to decide a point, as it is offered. */
export type Choice = { decision: Decision; panelistIds: readonly string[]; label: string; detail: string };

/** What can be decided about a point: its sides, both, open, and for every kind that it is dropped. */
export function choicesOf(point: PointState, seats: readonly Named[]): Choice[] {
  const drop = { decision: "drop" as const, panelistIds: [], label: "Drop this point", detail: "" };
  if (point.kind !== "contradictions") return [drop];
  const sides = sidesToDecide(point).map(({ panelistIds, says }): Choice => {
    return { decision: "side", panelistIds, label: rightWords(panelistIds, seats), detail: says };
  });
  return [
    ...sides,
    { decision: "both", panelistIds: [], label: "Both can be right", detail: "" },
    { decision: "unresolved", panelistIds: [], label: "Leave it open", detail: "" },
    drop,
  ];
}

type DecidedSide = { panelistIds: string[]; says: string; stance: View["stance"] };

/** The positions of a contradiction with who holds them now; who conceded joins the other side, if there is only one. */
function sidesToDecide({ views, rebuttal }: PointState): DecidedSide[] {
  const conceded = (rebuttal?.replies ?? []).filter(({ position }) => position === "concedes");
  const hasConceded = ({ panelistId }: View) => conceded.some((reply) => reply.panelistId === panelistId);
  const sides = new Map<string, DecidedSide>();
  for (const { panelistId, says, stance } of views.filter((view) => !hasConceded(view))) {
    const key = says.trim().toLowerCase();
    const side = sides.get(key) ?? { panelistIds: [], says, stance };
    sides.set(key, { ...side, panelistIds: [...side.panelistIds, panelistId] });
  }
  const all = [...sides.values()];
  return all.map((side) => {
    const isOnly = all.filter(({ stance }) => stance === side.stance).length === 1;
    const joined = isOnly ? views.filter((view) => hasConceded(view) && view.stance === side.stance) : [];
    return { ...side, panelistIds: [...side.panelistIds, ...joined.map(({ panelistId }) => panelistId)] };
  });
}

function rightWords(panelistIds: readonly string[], seats: readonly Named[]): string {
  const names = listOf(panelistIds.map((id) => nameOf(id, seats)));
  return `${names} ${panelistIds.length === 1 ? "is" : "are"} right`;
}

/** How a person decided a point: "You decided: GPT-5.4 is right". Empty when they did not. */
export function decidedWords({ ruling }: PointState, seats: readonly Named[]): string {
  if (!ruling) return "";
  switch (ruling.decision) {
    case "side":
      return `You decided: ${rightWords(ruling.panelistIds, seats)}`;
    case "both":
      return "You decided: both can be right";
    case "unresolved":
      return "You decided: it stays open";
    case "drop":
      return "You dropped this point";
  }
}

export function isDropped({ ruling }: Pick<PointState, "ruling">): boolean {
  return ruling?.decision === "drop";
}

export const positionWords: Record<NonNullable<Reply["position"]>, string> = {
  concedes: "Concedes",
  holds: "Holds",
  cites: "Cites",
};

/** "2 decisions are not in the final answer yet". */
export function pendingWords(count: number): string {
  return `${countOf(count, "decision")} ${count === 1 ? "is" : "are"} not in the final answer yet.`;
}

/** How far a round of asking is: "1 of 2 have replied". */
export function askedWords({ rebuttal }: PointState): string {
  if (rebuttal?.status !== "running") return "";
  const { asked, replies } = rebuttal;
  return `${replies.length} of ${asked.length} ${asked.length === 1 ? "has" : "have"} replied`;
}

/** What a verdict's final answer was bound by: "your decision", "your 2 decisions"; empty = by none. */
export function boundWords({ rulings = [], carried = [] }: Pick<VerdictState, "rulings" | "carried">): string {
  const count = rulings.length + carried.length;
  if (count === 0) return "";
  return count === 1 ? "your decision" : `your ${count} decisions`;
}
