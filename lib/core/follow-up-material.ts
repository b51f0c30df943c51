import type { PointState } from "./analysis";
import { inDisplayOrder } from "./display-order";
import type { FollowUp, FollowUpPoint } from "./follow-up";
import type { PanelistId } from "./ids";
import { sourceMarksIn } from "./mark-places";
import { createMarkFilter, withoutPointMarks } from "./marks";
import type { Panel } from "./panel";
import { currentVerdict, finalText, type SourceState, type TurnState, verdictText } from "./turn";

/** A list of more points is no choice for a model any more; the weightiest are kept. */
const mostPoints = 24;
const mostSources = 60;
/** Longer follow-ups say themselves what they want. */
const longestSorted = 600;

/** What the sorting of a follow-up needs of its parent; null = there is nothing to sort it against. */
export function followUpOf(parent: TurnState, question: string): FollowUp | null {
  const written = finalText(parent);
  if (written === null || question.trim().length > longestSorted) return null;
  // What one model wrote alone has no points, and links of its own.
  const verdict = verdictText(parent) === null ? null : currentVerdict(parent);
  const points = (verdict?.points ?? []).toSorted((a, b) => b.weight - a.weight).slice(0, mostPoints);
  const named = new Set(sourceMarksIn(written).map(({ id }) => id));
  const sources = parent.sources.filter(({ id }) => !verdict || named.has(id)).slice(0, mostSources);
  return {
    points: inDisplayOrder(points).map((point) => pointOf(point, parent.panel)),
    finalAnswer: withLinks(written, sources),
    sources: sources.map(({ url, title, date = "", site, author, status }) => ({
      url,
      title,
      date,
      status,
      ...(site ? { site } : {}),
      ...(author ? { author } : {}),
    })),
  };
}

function pointOf({ id, topic, point, views }: PointState, { panelists }: Panel): FollowUpPoint {
  const positions = views.flatMap(({ panelistId, says, quote }) => {
    const seat = panelists.find((panelist) => panelist.id === panelistId);
    return seat ? { panelistId: seat.id, model: seat.model, says: says || point, quote } : [];
  });
  return { pointId: id, topic, positions };
}

/** Marks of sources become links, so that whoever rewrites the text can keep them; marks of points go. */
function withLinks(text: string, sources: readonly SourceState[]): string {
  const urls = new Map(sources.map(({ id, url }) => [id, url]));
  const filter = createMarkFilter({ points: new Set(), sources: new Set(urls.keys()) }, ({ ids }) =>
    ids.map((id) => `[${id}](${urls.get(id)})`).join(" "),
  );
  return filter.push(withoutPointMarks(text)) + filter.finish();
}

/** The seats that are asked about a point: those whose words stand in it, where two of them sit as they did; else all. */
export function seatsOfPoint({ panelists }: Panel, { positions }: FollowUpPoint): PanelistId[] | null {
  const seats = panelists.filter(({ id, model }) =>
    positions.some((position) => position.panelistId === id && position.model === model),
  );
  return seats.length >= 2 && seats.length < panelists.length ? seats.map(({ id }) => id) : null;
}
