import type { Point, SaidBefore } from "./analysis";
import type { NormalisedText } from "./normalise-text";
import { checkQuote } from "./quotes";
import { sideOf } from "./settle-kind";
import type { WirePoint, WireView } from "./wire-point";

/** The letter of the previous verdict. It is no panelist: it counts in no n and no k, and leans nowhere. */
const letter = "P";

/** A line without what it says of the previous verdict, and that; where there is none, P is a letter nobody has. */
export function withoutPrevious(
  line: WirePoint,
  previous: NormalisedText | null | undefined,
): { line: WirePoint; before: WireView[] } {
  if (!previous) return { line, before: [] };
  const views = line.views.filter(({ by }) => by !== letter);
  const favors = line.favors.filter((label) => label !== letter);
  return { line: { ...line, views, favors }, before: line.views.filter(({ by }) => by === letter) };
}

/** What the final answer of the turn before said on a point, in its own words; nothing when it did not write them. */
export function saidBefore(
  point: Point,
  before: readonly WireView[],
  previous: NormalisedText | null | undefined,
): { before?: SaidBefore } {
  for (const view of previous ? before : []) {
    const found = previous && checkQuote(previous, view.quote);
    if (!found) continue;
    const changed = isChanged(point, view);
    const quote = previous.source.slice(found.start, found.end);
    return { before: { quote, says: view.says, ...(changed === undefined ? {} : { changed }) } };
  }
  return {};
}

/** Whether a point stands otherwise now: told by equal positions where there are any, else as the judge says. */
function isChanged({ views, favors }: Point, { says, changed }: WireView): boolean | undefined {
  const side = sideOf(says);
  const holders = views.filter((view) => side !== "" && sideOf(view.says) === side);
  if (holders.length === 0) return changed;
  const sides = new Set(views.map((view) => sideOf(view.says)));
  if (sides.size === 1) return false;
  return favors.length > 0 ? !holders.some(({ panelistId }) => favors.includes(panelistId)) : changed;
}
