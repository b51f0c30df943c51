import { expect, test } from "vitest";
import {
  analysisEnded,
  answered,
  fold,
  point,
  pointAdded,
  verdictStarted,
  view,
} from "@/components/turn/fixtures/turn";
import type { Point } from "@/lib/core/analysis";
import type { TurnEvent } from "@/lib/core/events";
import { PanelistId, VerdictId } from "@/lib/core/ids";
import { compareVerdicts } from "./compare-verdicts";

const [p1, p2, p3] = ["p1", "p2", "p3"].map((id) => PanelistId.parse(id));
const second = (event: TurnEvent): TurnEvent =>
  "verdictId" in event ? { ...event, verdictId: VerdictId.parse("v2") } : event;

function compared(first: Partial<Point>[], other: Partial<Point>[], judged = [1, 2, 3]) {
  const added = (points: Partial<Point>[]) => points.map((change, index) => pointAdded(index + 1, change));
  const turn = fold(
    ...[1, 2, 3].flatMap((number) => answered(number, "quoted words and more")),
    verdictStarted(1, 2, 3),
    ...added(first),
    analysisEnded,
    ...[verdictStarted(...judged), ...added(other), analysisEnded].map(second),
  );
  const [one, two] = turn.verdicts;
  if (!one || !two) throw new Error("Two verdicts were expected.");
  return compareVerdicts(turn, one, two);
}

test("points pair by the words they quote, whatever they are called", () => {
  const far = { start: 500, end: 520 };
  const { changed, onlyInOne, same } = compared(
    [{ topic: "Range" }, { topic: "Cost", views: [view(1, far), view(2, far)] }],
    [
      { topic: "How far it goes" },
      { topic: "Noise", views: [view(1, { start: 800, end: 820 }), view(2, { start: 700, end: 710 })] },
    ],
  );
  expect(same.map((pair) => [pair.first?.point.topic, pair.second?.point.topic])).toEqual([
    ["Range", "How far it goes"],
  ]);
  expect(onlyInOne.map((pair) => [pair.first?.point.topic, pair.second?.point.topic])).toEqual([
    ["Cost", undefined],
    [undefined, "Noise"],
  ]);
  expect(changed).toEqual([]);
});

test("the same topic pairs points without common words; overlap of another attempt does not count", () => {
  const { same, onlyInOne } = compared(
    [
      { topic: "Blind: costs", kind: "blind_spots", views: [] },
      { topic: "A", views: [view(1), view(2)] },
    ],
    [
      { topic: "blind costs", kind: "blind_spots", views: [] },
      { topic: "B", views: [view(1, { attempt: 2 }), view(2, { attempt: 2 })] },
    ],
  );
  expect(same).toHaveLength(1);
  expect(onlyInOne).toHaveLength(2);
});

test("another stance, another kind and another lean are changes, and who is left out has not changed", () => {
  const views = [view(1), view(2, { stance: "contradicts" })];
  const contradiction = { kind: "contradictions" as const, topic: "T", views, favors: [p1 ?? PanelistId.parse("p1")] };
  const [stance] = compared(
    [contradiction],
    [{ ...contradiction, views: [view(1), view(2, { stance: "partly" })] }],
  ).changed;
  expect(stance?.changedSeats).toEqual([p2]);
  expect(stance?.change).toMatchObject({ kinds: null, favors: null });
  const [kind] = compared([{ topic: "T" }], [{ ...contradiction, views: [view(1), view(2)], favors: [] }]).changed;
  expect(kind?.change?.kinds).toEqual({ from: "consensus", to: "contradictions" });
  const [lean] = compared([contradiction], [{ ...contradiction, favors: [] }]).changed;
  expect(lean?.change?.favors).toEqual({ from: [p1], to: [] });
  const silent = point(1, { silent: [p3 ?? PanelistId.parse("p3")] });
  expect(compared([silent], [{ ...silent, silent: [] }], [1, 2]).same).toHaveLength(1);
});
