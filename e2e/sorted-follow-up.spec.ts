import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { finalAnswer, followUp, turnDone } from "./support/screens";
import { test } from "./support/test";

const alone = (page: Page) => page.getByRole("region", { name: "Answer", exact: true });

test("a follow-up is sorted: one point by the panel, another form by the writer alone, everything by Ctrl and Enter", async ({
  page,
  api,
  scripted,
}) => {
  const panel = {
    ...scripted.panel("Sorted", ["Ada = plain-a", "Ben = plain-b"], "judge-sorts"),
    synthesizer: { sortsFollowUps: true },
  };
  const { conversationId, turnId } = await api.ask({ question: "How long do beans take?", panel });
  await api.finished(turnId);
  const last = async () => (await api.conversation(conversationId)).turns.at(-1);
  const ended = () => expect.poll(async () => (await last())?.status, { timeout: 30_000 }).toBe("done");
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);

  await followUp(page, "Are you sure?");
  await expect(page.getByText(/^One point is checked, “.+”: It says point\.$/)).toBeVisible();
  await expect(finalAnswer(page)).toHaveCount(2);
  await ended();
  await turnDone(page);
  await expect(page.getByRole("button", { name: "Ask the panel" })).toBeVisible();
  expect(scripted.requests("plain-a")).toHaveLength(2);

  await followUp(page, "Shorter, please");
  await expect(page.getByText("Another form of the final answer before: It says form.")).toBeVisible();
  await expect(alone(page)).toContainText("Briefly: it depends on the beans.");
  await ended();
  await expect(page.getByRole("button", { name: "Ask the panel" })).toHaveCount(2);
  await expectAccessible(page, "another form");
  expect(scripted.requests("plain-a")).toHaveLength(2);

  const field = page.getByRole("textbox", { name: "Follow-up" });
  await field.fill("Shorter, by all");
  await field.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "Shorter, by all" })).toBeVisible();
  await ended();
  expect((await last())?.route).toBeUndefined();
  expect(scripted.requests("plain-a")).toHaveLength(3);
});
