import { expect } from "@playwright/test";
import { followUp, paneIn, turnDone } from "./support/screens";
import { test } from "./support/test";

const first = "Which pot is faster?";
const second = "And at high altitude?";

test("in a follow-up each panelist sees the questions and final answers, never a draft", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Taggers", ["One = tag/one", "Two = tag/two"]);
  const { conversationId, turnId } = await api.ask({ question: first, panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await followUp(page, second);
  for (const label of ["One", "Two"]) {
    await expect(paneIn(page, label, "done").last()).toContainText("Signatures seen in the input: none.");
  }
  await expect.poll(async () => (await api.conversation(conversationId)).turns[1]?.status).toBe("done");
  for (const name of ["tag/one", "tag/two"]) {
    const [, followUp] = scripted.requests(name).map((request) => JSON.stringify(request.body?.messages));
    for (const seen of [first, "The panel answers as follows.", second]) expect(followUp).toContain(seen);
    for (const hidden of ["[[tag:", "⟦c"]) expect(followUp).not.toContain(hidden);
  }
});
