import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { test } from "./support/research-test";
import { ask, choosePanel, finalAnswer, pane, paneIn, savePanel, turnDone } from "./support/screens";
import type { Scripted } from "./support/scripted";

const question = "What did the carbon price do in 2023?";
const patient = { quorum: "all" as const };

test("what a panel's web tools are set to is kept, and the turn obeys", async ({ page, api, scripted, web }) => {
  const seats = ["Ada = reads-a", "Ben = looks-b"];
  const { panelId } = await api.savePanel({ ...scripted.panel("Careful reader", seats), limits: patient });
  await page.goto(`/panels/${panelId}`);
  const tools = page.getByRole("region", { name: "Web tools" });
  await tools.getByRole("combobox", { name: "Engine" }).click();
  await page.getByRole("option", { name: /^SearXNG/ }).click();
  await tools.getByRole("textbox", { name: "Results per search" }).fill("2");
  await tools.getByRole("textbox", { name: "Calls per panelist" }).fill("3");
  await tools.getByRole("button", { name: "Excluded sites: None" }).click();
  await page.getByRole("textbox", { name: "Excluded sites, one a line" }).fill("news.example\n");
  await page.keyboard.press("Escape");
  await expect(tools.getByRole("button", { name: "Excluded sites: 1 site" })).toBeFocused();
  await expectAccessible(page, "web tools of a panel");
  await savePanel(page, "Careful reader");
  await page.reload();
  await expect(tools.getByRole("combobox", { name: "Engine" })).toContainText("SearXNG");
  await expect(tools.getByRole("textbox", { name: "Calls per panelist" })).toHaveValue("3");
  await tools.getByRole("button", { name: "Excluded sites: 1 site" }).click();
  await expect(page.getByRole("textbox", { name: "Excluded sites, one a line" })).toHaveValue("news.example");

  await page.goto("/");
  await choosePanel(page, "Careful reader");
  await ask(page, `${question} See http://news.example/price.`);
  await turnDone(page);
  const ben = pane(page, "Ben");
  await ben.getByRole("button", { name: /^2 searches/ }).click();
  // The first row was excluded, so two of three are left; four calls were asked for, three are allowed.
  await expect(ben.getByRole("listitem").first()).toContainText("2 results from SearXNG");
  await expect(ben).toContainText("3 of 3 tool calls used");
  await expect(ben).toContainText("The limit of 3 tool calls is reached.");
  expect(web.search.queries.every((query) => query.includes("-site:news.example"))).toBe(true);
  expect(web.news.asked).toEqual([]);
  await expect(page.getByRole("table")).not.toContainText("news.example/price");
});

test("a page of an excluded site is refused with a reason that is seen", async ({ page, api, scripted, web }) => {
  const panel = {
    ...scripted.panel("Refusing", ["Ada = toolless-a", "Ben = plain-b"]),
    limits: patient,
    tools: { excludedDomains: ["news.example"] },
  };
  const asked = await api.ask({ question: "What says http://news.example/price of it?", panel });
  await api.finished(asked.turnId);
  await page.goto(`/c/${asked.conversationId}`);
  await turnDone(page);
  await pane(page, "Ada")
    .getByRole("button", { name: /^1 search/ })
    .click();
  const refused = pane(page, "Ada")
    .getByRole("listitem")
    .filter({ hasText: /^news\.example/ });
  await expect(refused).toContainText("The panel does not let pages of this site be read.");
  expect(web.news.asked).toEqual([]);
});

test("a panel without web tools offers none, and one without an engine says where to set it up", async ({
  page,
  api,
  scripted,
  web,
}) => {
  const { panelId } = await api.savePanel({ ...scripted.panel("No tools", ["Ada = reads-a"]), limits: patient });
  await page.goto(`/panels/${panelId}`);
  const tools = page.getByRole("region", { name: "Web tools" });
  await tools.getByRole("combobox", { name: "Engine" }).click();
  await page.getByRole("option", { name: /^Tavily/ }).click();
  await expect(tools).toContainText("Not set up yet: see Settings, Web search.");
  await tools.getByRole("switch", { name: "Search the web" }).press("Space");
  await expect(tools.getByRole("combobox", { name: "Engine" })).toHaveCount(0);
  await tools.getByRole("switch", { name: "Read pages" }).press("Space");
  await expect(tools.getByRole("button", { name: /^Excluded sites/ })).toHaveCount(0);
  await savePanel(page, "No tools");
  const asked = await api.ask({ question, panelId });
  await api.finished(asked.turnId);
  expect(scripted.requests("reads-a").map(({ body }) => Object.keys(body ?? {}))).not.toContainEqual(
    expect.arrayContaining(["tools"]),
  );
  expect(web.search.queries).toEqual([]);
});

test("a pane that searches is accessible", async ({ page, api, scripted, web }) => {
  const goPage = web.news.hold("/price");
  // The browser has the code by then: a held page is waited for 10 s only.
  await page.goto("/");
  const { conversationId } = await api.ask({ question, panel: researchersOf(scripted, "Searching") });
  await page.goto(`/c/${conversationId}`);
  await expect(pane(page, "Ada")).toContainText("Reading");
  await expectAccessible(page, "a pane that searches");
  goPage();
});

test("a researched turn is accessible", async ({ page, api, scripted, web }) => {
  expect(web.search.queries).toEqual([]);
  const asked = await api.ask({ question, panel: researchersOf(scripted, "Researched") });
  await api.finished(asked.turnId);
  await page.goto(`/c/${asked.conversationId}`);
  await turnDone(page);
  await expect(page.getByRole("heading", { name: /^Sources \d/ })).toBeVisible();
  await expectAccessible(page, "a researched turn");
});

test("the sources of a turn are reached by keyboard alone", async ({ page, api, scripted, web }) => {
  expect(web.search.queries).toEqual([]);
  const asked = await api.ask({ question, panel: researchersOf(scripted, "By keyboard") });
  await api.finished(asked.turnId);
  await page.goto(`/c/${asked.conversationId}`);
  await turnDone(page);
  const more = page.getByRole("button", { name: /more, not cited$/ });
  const exportSources = page.getByRole("region", { name: /^Sources \d/ }).getByRole("button", { name: "Export" });
  await more.press("Enter");
  await expect(page.getByRole("heading", { name: /^Sources \d/ })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(exportSources).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Markdown list" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Markdown list" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(exportSources).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("table").getByRole("link", { name: "The carbon price in 2023" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Copy the citation of S1" })).toBeFocused();

  const chip = finalAnswer(page).getByRole("button", { name: /^Source \d+,/ });
  await chip.focus();
  await expect(page.getByText("Read by a panelist in this turn.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Read by a panelist in this turn.")).toHaveCount(0);
  await expect(chip).toBeFocused();
});

for (const width of [390, 360] as const) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("research is watched and read without sideways scrolling", async ({ page, api, scripted, web }) => {
      const goPage = web.news.hold("/price");
      const panel = { ...scripted.panel(`Phone ${width}`, ["Ada = reads-a", "Ben = looks-b"]), limits: patient };
      await page.goto("/");
      const { conversationId } = await api.ask({ question, panel });
      await page.goto(`/c/${conversationId}`);
      await expect(page.getByRole("button", { name: "Ada, searching" })).toBeVisible();
      await expect(paneIn(page, "Ada", "searching")).toContainText("Reading");
      await expectNoSidewaysScroll(page);
      goPage();
      await expect(page.getByRole("tab", { name: /^Final answer/ })).toBeVisible();
      for (const name of [/^Answers/, /^Sources/]) {
        await page.getByRole("tab", { name }).click();
        await expectNoSidewaysScroll(page);
      }
      await expect(page.getByRole("button", { name: "Copy the citation of S1" })).toBeInViewport({ ratio: 1 });
      await expectAccessible(page, `sources at ${width} px`);
    });
  });
}

function researchersOf(scripted: Scripted, name: string) {
  const seats = ["Ada = reads-a", "Ben = looks-b", "Cy = toolless-c"];
  return { ...scripted.panel(name, seats, "judge-sources"), limits: patient };
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
}
