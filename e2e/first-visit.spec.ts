import { expect, type Page } from "@playwright/test";
import { examples } from "@/lib/core/examples";
import { base } from "./support/base-test";
import { composer, finalAnswer, matrix, turnDone } from "./support/screens";
import { startServer } from "./support/server";
import { expectNoProblems, watchContext } from "./support/watch";

const test = base.extend<{ url: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
  url: async ({}, use) => {
    const server = await startServer();
    await use(server.url);
    await server.stop();
  },
});

test("a first visit leads from an example question to a judged answer, without a key", async ({
  page,
  context,
  url,
}) => {
  const watch = watchContext(context, url);
  const example = examples[0]?.question ?? "";
  await page.goto(url);
  await expect(page.getByText("so the answers are scripted")).toBeVisible();
  await page.getByRole("button", { name: example }).click();
  await expect(composer(page)).toHaveValue(example);
  await expect(composer(page)).toBeFocused();
  await composer(page).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: example })).toBeVisible();
  await turnDone(page);
  await expect(
    finalAnswer(page)
      .getByRole("button", { name: /^Point \d+, / })
      .first(),
  ).toBeVisible();
  await expect(
    matrix(page)
      .getByRole("button", { name: /contradicts, open quote$/ })
      .first(),
  ).toBeVisible();
  const panes = page.getByRole("region", { name: /, done$/ });
  await expect(panes).not.toHaveCount(0);
  await expect(page.getByText("Demo: scripted answers").first()).toBeVisible();
  await expect(page.getByText(/quotes? verified/)).toBeVisible();
  await expectOrder(page, ["Final answer", "Points and panelists"]);

  await page.goto(url);
  await page
    .getByRole("navigation", { name: "Conversations" })
    .getByRole("link", { name: example.slice(0, 20) })
    .click();
  await turnDone(page);
  await expect(finalAnswer(page)).not.toHaveText("");
  expectNoProblems(watch);
});

test("any other question gets an honest scripted reply", async ({ page, url }) => {
  await page.goto(url);
  await composer(page).fill("What is the airspeed of an unladen swallow?");
  await composer(page).press("Enter");
  await turnDone(page);
  await expect(finalAnswer(page)).toContainText(/scripted|demo/i);
  await expect(finalAnswer(page)).toContainText(/settings/i);
});

/** The final answer stands above the points, the points above the panes. */
async function expectOrder(page: Page, [answer, points]: readonly string[]): Promise<void> {
  const top = async (name: string | undefined, role: "region" | "grid") =>
    (await page.getByRole(role, { name: name ?? "" }).boundingBox())?.y ?? Number.NaN;
  const pane =
    (
      await page
        .getByRole("region", { name: /, done$/ })
        .first()
        .boundingBox()
    )?.y ?? Number.NaN;
  expect(await top(answer, "region")).toBeLessThan(await top(points, "grid"));
  expect(await top(points, "grid")).toBeLessThan(pane);
}
