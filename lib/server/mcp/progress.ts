import type { TurnEvent } from "@/lib/core/events";

/** How far a turn is, in steps: one for each panelist, one for the judge, one for the final answer. */
export type Progress = { progress: number; total: number; message: string };

/** So often progress is told although nothing new happened, so that clients see it is alive; in milliseconds. */
const atLeastEvery = 10_000;
/** What a point or a sign of life adds: it may only grow, and these are no whole steps. */
const little = 0.001;

type Tally = { seats: number; settled: number; points: number; labelOf: (panelistId: string) => string };
/** `step`: how many steps are done with it; absent = none more. */
type News = { message: string; step?: number };

/** Turns the events of a turn into progress; null = nothing to tell. Every figure is larger than the one before. */
export function createProgress(seats: number, labelOf: (panelistId: string) => string) {
  const tally: Tally = { seats, settled: 0, points: 0, labelOf };
  let reached = 0;
  let toldAt: number | null = null;

  return (event: TurnEvent): Progress | null => {
    count(tally, event);
    toldAt ??= event.at;
    const isDue = event.at - toldAt >= atLeastEvery;
    const news = panelNews(event, tally) ?? verdictNews(event, tally) ?? (isDue ? { message: "Still working" } : null);
    if (!news) return null;
    toldAt = event.at;
    reached = Math.max(news.step ?? 0, reached + little);
    return { progress: reached, total: seats + 2, message: news.message };
  };
}

function count(tally: Tally, { type }: TurnEvent): void {
  if (type === "answer-ended" || type === "answer-failed") tally.settled += 1;
  if (type === "verdict-started") tally.points = 0;
  if (type === "point-added") tally.points += 1;
}

function panelNews(event: TurnEvent, { seats, settled, labelOf }: Tally): News | null {
  if (event.type === "answer-ended") {
    return { message: `Panel: ${labelOf(event.panelistId)} is done, ${settled} of ${seats}`, step: settled };
  }
  if (event.type !== "answer-failed") return null;
  return { message: `Panel: ${labelOf(event.panelistId)} failed: ${event.failure.message}`, step: settled };
}

function verdictNews(event: TurnEvent, { seats, points }: Tally): News | null {
  if (event.type === "verdict-started") return { message: "Judge started" };
  if (event.type === "rest-asked") return { message: "The rest of the panel is asked too" };
  if (event.type === "point-added") {
    const { kind, point } = event.point;
    return { message: `Point ${points}, ${kind.replaceAll("_", " ")}: ${point}` };
  }
  if (event.type === "synthesis-started") {
    return { message: `Final answer started, from ${points} ${points === 1 ? "point" : "points"}`, step: seats + 1 };
  }
  return event.type === "synthesis-ended" ? { message: "Final answer ready", step: seats + 2 } : null;
}
