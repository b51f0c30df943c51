import { z } from "zod";
import { PointKind, Stance } from "@/lib/core/analysis";
import { plainText } from "@/lib/core/marks";
import { currentAnswer, currentVerdict, finalText, type TurnState, type VerdictState } from "@/lib/core/turn";

const Position = z.object({
  panelist: z.string(),
  stance: Stance,
  says: z.string(),
  /** Words that stand in this panelist's answer. */
  quote: z.string(),
});

/** What a turn came to, for a program: the same facts that the page shows. */
export const VerdictReport = z.object({
  turn: z.string(),
  /** The conversation in Parley, where the answers can be read whole. */
  url: z.string(),
  status: z.enum(["running", "done", "stopped", "failed", "interrupted"]),
  question: z.string(),
  panel: z.string(),
  /** Mode auto: who answers, by whose choice, and why; null in the other modes. */
  chosen: z.object({ decision: z.enum(["panel", "solo"]), model: z.string(), reason: z.string() }).nullable(),
  /** Markdown; null = there is none, or not yet. */
  finalAnswer: z.string().nullable(),
  points: z.array(
    z.object({ id: z.string(), kind: PointKind, weight: z.number(), point: z.string(), positions: z.array(Position) }),
  ),
  /** Points whose quotes were not in the answers, so that they do not count. */
  droppedPoints: z.number(),
  sources: z.array(z.object({ id: z.string(), url: z.string(), title: z.string(), status: z.string() })),
  panelists: z.array(
    z.object({ label: z.string(), model: z.string(), status: z.string(), problem: z.string().nullable() }),
  ),
  /** Why there is no analysis, or no answer; null = nothing is missing. */
  problem: z.string().nullable(),
  /** US dollars; null = not known. */
  costUsd: z.number().nullable(),
});
export type VerdictReport = z.infer<typeof VerdictReport>;

/** The report of a turn at this moment. */
export function reportOf(turn: TurnState, url: string): VerdictReport {
  const verdict = currentVerdict(turn);
  const text = finalText(turn);
  const labelOf = labelsOf(turn);
  return {
    turn: turn.id,
    url,
    status: turn.status,
    question: turn.question,
    panel: turn.panel.name,
    chosen: chosenIn(turn),
    finalAnswer: text === null ? null : plainText(text).trim(),
    points: verdict ? pointsOf(verdict, labelOf) : [],
    droppedPoints: verdict?.dropped.length ?? 0,
    sources: turn.sources.map(({ id, url: address, title, status }) => ({ id, url: address, title, status })),
    panelists: panelistsOf(turn, labelOf),
    problem: problemOf(turn, verdict),
    costUsd: turn.totals.costUsd,
  };
}

function chosenIn({ route }: TurnState): VerdictReport["chosen"] {
  return route ? { decision: route.decision, model: route.model, reason: route.reason } : null;
}

function problemOf({ failure }: TurnState, verdict: VerdictState | null): string | null {
  const reason = failure ?? verdict?.failure ?? verdict?.finalAnswer.failure;
  return reason?.message ?? null;
}

function pointsOf({ points }: VerdictState, labelOf: (panelistId: string) => string): VerdictReport["points"] {
  return points.map(({ id, kind, weight, point, views }) => ({
    id,
    kind,
    weight,
    point,
    positions: views.map(({ panelistId, stance, says, quote }) => ({
      panelist: labelOf(panelistId),
      stance,
      says,
      quote,
    })),
  }));
}

function panelistsOf(turn: TurnState, labelOf: (panelistId: string) => string): VerdictReport["panelists"] {
  return turn.panel.panelists.flatMap(({ id }) => {
    const answer = currentAnswer(turn, id);
    if (!answer) return [];
    const { status, failure, resolvedModel, model } = answer;
    return [{ label: labelOf(id), model: resolvedModel ?? model, status, problem: failure?.message ?? null }];
  });
}

/** What people call each seat; the same model may sit twice, so the seat stands beside names that repeat. */
function labelsOf({ panel }: TurnState): (panelistId: string) => string {
  const names = new Map(panel.panelists.map(({ id, label, model }) => [String(id), label || model]));
  const repeated = (name: string) => [...names.values()].filter((other) => other === name).length > 1;
  return (panelistId) => {
    const name = names.get(panelistId) ?? panelistId;
    return repeated(name) ? `${name} (${panelistId})` : name;
  };
}

/** The report in words: what is missing, the final answer, where the panelists part, the sources, the address. */
export function reportText(report: VerdictReport): string {
  const { finalAnswer, status, url } = report;
  if (status === "running") return `The turn is still running: ${progressOf(report)}. Ask again later.\n\n${url}`;
  const parts = [
    missingWords(report),
    finalAnswer ?? `There is no final answer. The turn is ${status}.`,
    pointWords(report),
    sourceWords(report),
    `The answers themselves: ${url}`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function progressOf({ panelists, points }: VerdictReport): string {
  const done = panelists.filter(({ status }) => status === "done" || status === "cut_off").length;
  return `${done} of ${panelists.length} panelists have answered, ${points.length} points so far`;
}

function missingWords({ panelists, problem }: VerdictReport): string {
  const failed = panelists.flatMap(({ label, problem: why }) => (why === null ? [] : [`${label}: ${why}`]));
  return [...(problem === null ? [] : [problem]), ...failed].map((line) => `Missing: ${line}`).join("\n");
}

function pointWords({ points }: VerdictReport): string {
  if (points.length === 0) return "";
  const lines = points.map(({ kind, point, positions }) => {
    const words = positions.map(({ panelist, stance, quote }) => `  - ${panelist} ${stance}: “${quote}”`);
    return [`- ${kind.replaceAll("_", " ")}: ${point}`, ...words].join("\n");
  });
  return `What the panelists said, in quotes that were found in their answers:\n${lines.join("\n")}`;
}

function sourceWords({ sources }: VerdictReport): string {
  if (sources.length === 0) return "";
  return `Sources:\n${sources.map(({ id, title, url, status }) => `- ${id} ${title} (${status}): ${url}`).join("\n")}`;
}
