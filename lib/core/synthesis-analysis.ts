import type { PointState } from "./analysis";
import type { Judging } from "./judge";
import { namesOf } from "./judge-answers";
import { judgeCopy } from "./judge-copy";
import { repliesForSynthesis } from "./rebuttal-prompts";

/** The settled analysis as the synthesizer reads it: one JSON object a point, with letters instead of panelists. */
export function analysisLines(
  points: readonly PointState[],
  { answers, turn, ports }: Pick<Judging, "answers" | "turn" | "ports">,
): string {
  const letterOf = (panelistId: string) => answers.find(({ answer }) => answer.panelistId === panelistId)?.label ?? "?";
  return points
    .map((point) =>
      JSON.stringify({
        id: point.id,
        kind: point.kind,
        topic: point.topic,
        weight: point.weight,
        point: point.point,
        views: point.views.map((view) => ({
          by: letterOf(view.panelistId),
          stance: view.stance,
          ...(view.says ? { says: view.says } : {}),
          quote: judgeCopy(view.quote, namesOf(turn, ports)).text,
          ...(view.sources.length > 0 ? { sources: view.sources } : {}),
        })),
        ...(point.kind === "contradictions"
          ? { favors: point.favors.map(letterOf), basis: point.basis, why: point.why }
          : {}),
        ...(point.trust ? { trust: point.trust } : {}),
        ...(point.ask ? { ask: point.ask } : {}),
        ...(point.before ? { before: point.before } : {}),
        ...repliesForSynthesis(point, letterOf),
      }),
    )
    .join("\n");
}
