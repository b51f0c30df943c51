import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { finalAnswer, turnDone } from "./support/screens";
import type { Scripted } from "./support/scripted";
import { test } from "./support/test";
import { inventedNumber, inventedQuotation, unsaidSentence } from "./upstream/audit-writer";

/** Two that contradict each other, and a synthesizer whose first final answer is at fault. */
function panelWith(scripted: Scripted, writer: string) {
  const panel = scripted.panel(`Checked by ${writer}`, ["Ada = plain-a", "Ben = plain-b"]);
  return { ...panel, synthesizer: { model: scripted.model(writer) } };
}

const summary = (page: Page) => finalAnswer(page).getByRole("button", { name: /^Checked:/ });

test("findings stand under the final answer and lead to their places", async ({ page, api, scripted }) => {
  const panel = panelWith(scripted, "audit-writer");
  const { conversationId, turnId } = await api.ask({ question: "How fast do beans cook?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await expect(summary(page)).toHaveText(
    "Checked: 1 number stands in no answer, 1 quotation not found, 2 sentences no panelist said, 1 unknown source removed",
  );
  const suffix = finalAnswer(page).getByText("no panelist said this");
  // The sentence around the invented quotation was said by nobody either.
  await expect(suffix).toHaveCount(2);
  await expect(finalAnswer(page)).toContainText(`${unsaidSentence} no panelist said this`);
  await summary(page).focus();
  await page.keyboard.press("Enter");
  const findings = finalAnswer(page).getByRole("list", { name: "Findings" });
  await expect(findings.getByText("S9", { exact: true })).toBeVisible();
  await findings.getByRole("button", { name: inventedNumber }).press("Enter");
  const place = finalAnswer(page).locator("[data-found]");
  await expect(place).toBeFocused();
  await expect(place).toHaveText(inventedNumber);
  await findings.getByRole("button", { name: inventedQuotation, exact: true }).click();
  await expect(place).toHaveText(inventedQuotation);
  await expect(place).toBeInViewport();
  await expectAccessible(page, "findings");
  await page.keyboard.press("Escape");
  await expect(place).toHaveCount(0);
});

test("a point that was left out is mended once, and the first draft can be read", async ({ page, api, scripted }) => {
  const panel = panelWith(scripted, "audit-slow");
  const { conversationId, turnId } = await api.ask({ question: "What was left out?", panel });
  await api.until(turnId, ({ type }) => type === "synthesis-audited");
  await page.goto(`/c/${conversationId}`);
  const mending = finalAnswer(page).getByText(
    "Mending one point that was left out and words that name answers by letter",
  );
  await expect(mending).toBeVisible();
  await expect(finalAnswer(page)).toContainText("Answer A is shorter.");
  await expect(finalAnswer(page).getByRole("button", { name: "Copy" })).toBeVisible();
  await scripted.release("audit-slow");
  await turnDone(page);
  await expect(mending).toHaveCount(0);
  await expect(finalAnswer(page)).not.toContainText("Answer A is shorter.");
  await expect(finalAnswer(page)).toContainText("which is disputed");
  expect(scripted.requests("audit-slow")).toHaveLength(2);
  const turn = await api.turn(turnId);
  const number = (turn.verdicts[0]?.points ?? []).find(({ weight }) => weight === 3);
  expect(turn.verdicts[0]?.finalAnswer.marks.map(({ pointId }) => pointId)).toEqual([number?.id]);
  await finalAnswer(page)
    .getByRole("button", { name: /^Revised once: it had left out point \d+\. Read the first draft$/ })
    .click();
  await expect(finalAnswer(page).getByRole("region", { name: "First draft" })).toContainText("Answer A is shorter.");
  await page.reload();
  await expect(finalAnswer(page)).toContainText("which is disputed");
});

test("a revision that mends nothing is not taken, and the answer says what is open", async ({
  page,
  api,
  scripted,
}) => {
  const panel = panelWith(scripted, "audit-stubborn");
  const { conversationId, turnId } = await api.ask({ question: "Will it be mended?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await expect(finalAnswer(page)).toContainText("stands as it was: The revision did not mend what was wrong.");
  await expect(summary(page)).toContainText("1 weighty point left out");
  await summary(page).click();
  await finalAnswer(page)
    .getByRole("button", { name: /^Point \d+$/ })
    .click();
  await expect(page.locator("[data-statement]:focus")).toBeInViewport();
});

test("a final answer without a finding says that it was checked", async ({ page, api, scripted }) => {
  const panel = scripted.panel("Clean", ["Ada = plain-a", "Ben = plain-b"]);
  const { conversationId, turnId } = await api.ask({ question: "Is all in order?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await expect(summary(page)).toHaveCount(0);
  await expect(finalAnswer(page)).toContainText("Checked: no new numbers, every quotation found");
  await expect(finalAnswer(page)).not.toContainText("no panelist said this");
});
