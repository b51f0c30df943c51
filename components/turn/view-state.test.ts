import { expect, test } from "vitest";
import { PanelistId } from "@/lib/core/ids";
import { announcementsBetween, snapshotOf } from "./announcements";
import { analysisEnded, answered, failed, finalAnswer, fold, pointAdded, verdictStarted } from "./fixtures/turn";
import { changeView, firstView } from "./view-state";

const followed = { pointId: "c1", panelistId: "p3", attempt: 1, parts: [{ start: 0, end: 5 }] };

test("following a quote opens its point, shows its pane and attempt, and leaves one mark", () => {
  const view = changeView(
    { ...firstView, maximised: "p1", pinned: ["p1", "p2"], tab: "points" },
    { type: "follow", followed },
  );
  expect(view).toMatchObject({
    openPoints: ["c1"],
    followed,
    maximised: null,
    pinned: [],
    attempts: { p3: 1 },
    tab: "answers",
  });
  expect(changeView(view, { type: "clear-mark" })).toMatchObject({ followed: null, away: false });
  expect(changeView(view, { type: "go-back" })).toMatchObject({ followed, away: false, tab: "points" });
});

test("the third pinned answer takes the place of the first", () => {
  const view = ["p1", "p2", "p3"].reduce(
    (each, panelistId) => changeView(each, { type: "pin", panelistId }),
    firstView,
  );
  expect(view.pinned).toEqual(["p2", "p3"]);
  expect(changeView(view, { type: "pin", panelistId: "p3" }).pinned).toEqual(["p2"]);
});

test("stages and exceptions are announced, words are not", () => {
  const name = (id: string) => `Seat ${id}`;
  const say = (before: ReturnType<typeof fold>, after: ReturnType<typeof fold>) =>
    announcementsBetween(snapshotOf(before), snapshotOf(after), name);
  const one = fold(...answered(1, "text"));
  const writing = fold(...answered(1, "text"), {
    type: "answer-delta",
    at: 1,
    panelistId: PanelistId.parse("p2"),
    attempt: 1,
    text: "more",
  });
  expect(say(fold(), one)).toEqual(["Panel: 1 of 4 done"]);
  expect(say(one, writing)).toEqual([]);
  expect(say(one, fold(...answered(1, "text"), failed(4)))).toEqual(["Seat p4 failed"]);
  expect(say(one, fold(...answered(1, "text"), failed(4, "rate_limited")))).toEqual([
    "Seat p4 failed, rate limit reached",
  ]);
  const judged = [...answered(1, "text"), verdictStarted(1)];
  expect(say(one, fold(...judged))).toEqual(["Judge started"]);
  const verdict = fold(...judged, pointAdded(1, { kind: "contradictions" }), analysisEnded);
  expect(say(fold(...judged), verdict)).toEqual(["Verdict ready: 1 contradiction"]);
  const done = fold(...judged, pointAdded(1, { kind: "contradictions" }), analysisEnded, ...finalAnswer("Yes."));
  expect(say(verdict, done)).toEqual(["Final answer ready"]);
});
