import { expect, type Page } from "@playwright/test";
import type { StoredEvent } from "@/lib/core/events";
import type { PanelInput } from "@/lib/core/panel";
import { finalAnswer, matrix, pane, paneIn, turnDone } from "./support/screens";
import type { Scripted } from "./support/scripted";
import { test } from "./support/test";

type Stage = {
  name: string;
  panel: (scripted: Scripted) => PanelInput;
  /** The event after which the upstream waits for us. */
  reached: (event: StoredEvent) => boolean;
  /** What both tabs must show then. */
  shows: (page: Page) => Promise<void>;
  /** Models whose waiting answers go on, in order. */
  release: readonly string[];
};

const stages: readonly Stage[] = [
  {
    name: "before the first token",
    panel: (scripted) => patient(scripted.panel("Late panel", ["Ada = plain-a", "Late = late-headers"])),
    reached: (event) => event.type === "answer-ended",
    async shows(page) {
      await expect(paneIn(page, "Late", "thinking")).toBeVisible();
    },
    release: ["late-headers"],
  },
  {
    name: "while the panel writes",
    panel: (scripted) => patient(scripted.panel("Slow panel", ["Ada = plain-a", "Slow = slow"])),
    reached: (event) => event.type === "answer-delta" && event.text.includes("moment"),
    async shows(page) {
      await expect(paneIn(page, "Slow", "writing").getByText("One moment please:")).toBeVisible();
    },
    release: ["slow"],
  },
  {
    name: "while the judge writes",
    panel: (scripted) => scripted.panel("Slow judge", ["Ada = plain-a", "Ben = plain-b"], "judge-slow"),
    reached: (event) => event.type === "point-added",
    async shows(page) {
      await expect(page.getByText("The shared claim").first()).toBeVisible();
      await expect(page.getByText("The size of the effect")).toHaveCount(0);
    },
    release: ["judge-slow", "judge-slow"],
  },
  {
    name: "while the final answer is written",
    panel: (scripted) => ({
      ...scripted.panel("Slow synthesizer", ["Ada = plain-a", "Ben = plain-b"]),
      synthesizer: { model: scripted.model("judge-slow") },
    }),
    reached: (event) => event.type === "synthesis-delta" && event.text.includes("panel"),
    async shows(page) {
      await expect(page.getByText("The panel answers as follows.").first()).toBeVisible();
    },
    release: ["judge-slow"],
  },
];

for (const stage of stages) {
  test(`a reload and a second tab ${stage.name} show the same text and ask nobody twice`, async ({
    page,
    context,
    api,
    scripted,
  }) => {
    const { conversationId, turnId } = await api.ask({
      question: `What is shown ${stage.name}?`,
      panel: stage.panel(scripted),
    });
    await page.goto(`/c/${conversationId}`);
    await api.until(turnId, stage.reached);
    await stage.shows(page);
    const second = await context.newPage();
    await second.goto(`/c/${conversationId}`);
    await stage.shows(second);
    await page.reload();
    await stage.shows(page);
    for (const name of stage.release) await scripted.release(name);
    await Promise.all([turnDone(page), turnDone(second)]);
    const live = await textOf(second);
    expect(await textOf(page)).toEqual(live);
    await page.reload();
    await turnDone(page);
    expect(await textOf(page)).toEqual(live);
    expect(scripted.requests().map((request) => request.model)).toHaveLength(5);
    await expectWholeLog(api, turnId);
  });
}

test("nobody needs to watch: a turn whose only tab was closed is there when it is opened again", async ({
  page,
  context,
  api,
  scripted,
}) => {
  const panel = patient(scripted.panel("Alone", ["Ada = plain-a", "Slow = slow"]));
  const { conversationId, turnId } = await api.ask({ question: "Does it go on alone?", panel });
  await page.goto(`/c/${conversationId}`);
  await expect(paneIn(page, "Slow", "writing").getByText("One moment please:")).toBeVisible();
  await page.close();
  await scripted.release("slow");
  expect((await api.finished(turnId)).status).toBe("done");
  const later = await context.newPage();
  await later.goto(`/c/${conversationId}`);
  await turnDone(later);
  await expect(pane(later, "Slow")).toContainText("the flame is off");
  expect(scripted.requests()).toHaveLength(5);
});

/** The judge waits for everybody. */
function patient(panel: PanelInput): PanelInput {
  return { ...panel, limits: { quorum: "all" } };
}

/** What a reader of a finished turn sees, the line of the check included, which comes last. */
async function textOf(page: Page) {
  await expect(finalAnswer(page)).toContainText("Checked:");
  return {
    answer: await finalAnswer(page).innerText(),
    points: await matrix(page).innerText(),
    panes: await page.getByRole("article").allInnerTexts(),
  };
}

async function expectWholeLog(api: { follow(turnId: string): AsyncIterable<StoredEvent> }, turnId: string) {
  const seqs: number[] = [];
  for await (const { seq } of api.follow(turnId)) seqs.push(seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
}
