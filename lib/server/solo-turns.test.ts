import { expect, test } from "vitest";
import { PanelistId } from "@/lib/core/ids";
import { testPanel, twoPanelists, yes } from "@/lib/core/test-kit";
import { openTestWork } from "./turns-test-kit";

const p1 = PanelistId.parse("p1");
const p2 = PanelistId.parse("p2");
const p8 = PanelistId.parse("p8");
const solo = { question: "Is it so?", mode: "solo" as const, panel: twoPanelists };

function openSolo() {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  async function ask(more: Partial<Parameters<typeof work.turns.start>[1]> = {}) {
    const { turnId } = await work.turns.start(id, { ...solo, ...more }, null);
    await work.watch(turnId);
    return work.turns.state(turnId);
  }
  return { ...work, id, ask };
}

test("the first seat answers alone unless another is chosen; the choice holds for the rest of the conversation", async () => {
  const { ask } = openSolo();
  expect((await ask()).soloPanelistId).toBe("p1");
  expect((await ask({ soloPanelistId: p2 })).soloPanelistId).toBe("p2");
  await ask({ mode: "panel" });
  expect((await ask()).soloPanelistId).toBe("p2");
  // Another panel has another model there.
  expect((await ask({ panel: testPanel(["t:no", "t:yes"]) })).soloPanelistId).toBe("p1");
});

test("a seat that the panel does not have is refused", async () => {
  const { ask } = openSolo();
  await expect(ask({ soloPanelistId: p8 })).rejects.toMatchObject({
    failure: { code: "invalid_request", message: "There is no p8 on this panel.", httpStatus: 400 },
  });
});

test("the panel is asked after a solo answer, once, and keeps it; the state is stored like any other", async () => {
  const { ask, turns, watch, requests, turnRows } = openSolo();
  const closed = await ask({ soloPanelistId: p1 });
  await turns.askRest(closed.id);
  await watch(closed.id, () => {}, closed.lastSeq);
  const turn = turns.state(closed.id);
  expect(turn).toMatchObject({ status: "done", mode: "solo", totals: { answered: 2, seated: 2 } });
  expect(turn.answers.find(({ panelistId }) => panelistId === "p1")?.text).toBe(yes);
  expect(requests.map(({ model }) => model)).toEqual(["t:yes", "t:no", "t:judge", "t:judge"]);
  expect(turnRows.savedState(closed.id)?.state).toEqual(turn);
  await expect(turns.askRest(closed.id)).rejects.toMatchObject({ failure: { code: "conflict" } });
});

test("a solo answer is not judged, and a seat that was not asked is not retried", async () => {
  const { ask, turns } = openSolo();
  const { id } = await ask();
  await expect(turns.judgeAgain(id)).rejects.toMatchObject({ failure: { code: "conflict" } });
  await expect(turns.retryPanelist(id, p2)).rejects.toMatchObject({ failure: { code: "conflict" } });
});
