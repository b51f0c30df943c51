import { expect } from "@playwright/test";
import { test } from "./support/test";

test("a part whose code comes late takes over what the server drew, though the turn has gone on", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Slow line", ["Ada = slow"]);
  const { conversationId } = await api.ask({ question: "What if the code is late?", panel, mode: "solo" });
  const answer = page.getByRole("region", { name: "Answer", exact: true });
  const code = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes("alone, not compared with others")) await code.promise;
    await route.fulfill({ response, body });
  });
  // A script that is asked for early and kept back keeps the page from being loaded.
  await page.goto(`/c/${conversationId}`, { waitUntil: "domcontentloaded" });
  await expect(answer).toHaveAttribute("aria-busy", "true");
  await scripted.release("slow");
  await expect(page.getByText("1 of 1 answered")).toBeVisible();
  await expect(answer).toHaveAttribute("aria-busy", "true");
  code.resolve();
  await expect(answer).toHaveAttribute("aria-busy", "false");
  await expect(answer.getByRole("button", { name: "Copy" })).toBeVisible();
  await page.unrouteAll({ behavior: "wait" });
});
