import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { PanelFile } from "@/lib/core/api";
import { ask, choosePanel, savePanel } from "./support/screens";
import type { Scripted } from "./support/scripted";
import { test } from "./support/test";

test("a panel is built, saved, remembered by the composer, exported, deleted and imported again", async ({
  page,
  scripted,
}) => {
  await page.goto("/panels");
  await page.getByRole("link", { name: "New panel" }).click();
  await page.getByRole("textbox", { name: "Panel name" }).fill("Kitchen council");
  await page.getByRole("textbox", { name: "Description" }).fill("For cooking questions");
  await choose(page, "Add the first panelist", scripted.model("plain-a"));
  await choose(page, "Add a panelist", scripted.model("plain-b"));
  await choose(page, "Choose a judge", scripted.model("judge"));
  await page.getByRole("button", { name: "Details of Plain A" }).click();
  await page.getByRole("textbox", { name: "Label" }).fill("Ada");
  await page.getByRole("textbox", { name: "Role instructions" }).fill("Sceptic. Argue against the textbook.");
  await page.getByRole("button", { name: "Save panel" }).click();
  await expect(page.getByText("“Kitchen council” saved")).toBeVisible();
  await expect(page).toHaveURL(/\/panels\/(?!new$)[\w-]+$/);

  await page.reload();
  await expect(page.getByRole("textbox", { name: "Panel name" })).toHaveValue("Kitchen council");
  await expect(page.getByRole("button", { name: "Details of Ada" })).toBeVisible();

  await askWithPanel(page, scripted);
  const file = await exportPanel(page);
  expect(PanelFile.parse(JSON.parse(file)).panels[0]).toMatchObject({
    name: "Kitchen council",
    panelists: [{ label: "Ada", role: "Sceptic. Argue against the textbook." }, {}],
  });
  await deletePanel(page);
  await importFile(page, "kitchen.json", file);
  await expect(page.getByText("“Kitchen council” imported")).toBeVisible();
  await page.reload();
  await page.getByRole("link", { name: "Kitchen council" }).click();
  await expect(page.getByRole("button", { name: "Details of Ada" })).toBeVisible();
});

test("a panel without a name, panelists or judge is not saved and says what is missing", async ({ page }) => {
  await page.goto("/panels/new");
  await page.getByRole("button", { name: "Save panel" }).click();
  const problems = page.getByRole("main").getByRole("alert");
  await expect(problems).toHaveCount(3);
  await expect(page.getByRole("textbox", { name: "Panel name" })).toBeFocused();
  await expect(page).toHaveURL(/\/panels\/new$/);
});

test("the judge is set to judge twice and to write strict JSON", async ({ page, api, scripted }) => {
  const { panelId } = await api.savePanel(scripted.panel("Careful judge", ["Ada = plain-a", "Ben = plain-b"]));
  await page.goto(`/panels/${panelId}`);
  await page.getByRole("button", { name: "Details of the judge" }).click();
  await page.getByRole("switch", { name: "Careful: judge twice, in two orders" }).click();
  await expect(page.getByText("Doubles the judge’s cost.")).toBeVisible();
  await page.getByRole("switch", { name: "Strict JSON where the judge’s host has it" }).click();
  await savePanel(page, "Careful judge");
  await page.reload();
  await expect(page.getByText("judges twice")).toBeVisible();
  await page.getByRole("button", { name: "Details of the judge" }).click();
  for (const name of [/^Careful/, /^Strict JSON/]) await expect(page.getByRole("switch", { name })).toBeChecked();
});

test("a ninth panelist cannot be added", async ({ page, api, scripted }) => {
  const seats = Array.from({ length: 8 }, (_, index) => `Seat ${index + 1} = plain-a`);
  const { panelId } = await api.savePanel(scripted.panel("Full house", seats));
  await page.goto(`/panels/${panelId}`);
  await expect(page.getByText("A panel has at most 8 panelists.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a panelist" })).toHaveCount(0);
});

test("a name that is taken is refused at its field", async ({ page, api, scripted, watch }) => {
  watch.allow(/status of 409/);
  await api.savePanel(scripted.panel("Taken", ["Ada = plain-a"]));
  const { panelId } = await api.savePanel(scripted.panel("Free", ["Ada = plain-a"]));
  await page.goto(`/panels/${panelId}`);
  await page.getByRole("textbox", { name: "Panel name" }).fill("Taken");
  await page.getByRole("button", { name: "Save panel" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Taken");
  await expect(page.getByRole("textbox", { name: "Panel name" })).toHaveAttribute("aria-invalid", "true");
});

test("a deleted panel comes back with Undo", async ({ page, api, scripted }) => {
  await api.savePanel(scripted.panel("Undo me", ["Ada = plain-a"]));
  await page.goto("/panels");
  await actOn(page, "Undo me", "Delete");
  await expect(page.getByRole("link", { name: "Undo me" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByRole("link", { name: "Undo me" })).toBeVisible();
});

test("the order of panels is changed with the menu and kept", async ({ page, api, scripted }) => {
  await api.savePanel(scripted.panel("Second to last", ["Ada = plain-a"]));
  await api.savePanel(scripted.panel("Last of all", ["Ada = plain-a"]));
  await page.goto("/panels");
  await actOn(page, "Last of all", "Move up");
  await expect(page.getByText(/^Panel \d+ of \d+$/)).toBeAttached();
  const names = page.getByRole("heading", { level: 2 });
  const order = async () => (await names.allInnerTexts()).slice(-2);
  await expect.poll(order).toEqual(["Last of all", "Second to last"]);
  await page.reload();
  await expect.poll(order).toEqual(["Last of all", "Second to last"]);
});

test("a duplicate has a name of its own", async ({ page, api, scripted }) => {
  await api.savePanel(scripted.panel("Original", ["Ada = plain-a"]));
  await page.goto("/panels");
  await actOn(page, "Original", "Duplicate");
  await expect(page.getByRole("link", { name: /^Original .+/ })).toBeVisible();
});

for (const { what, text, says } of [
  { what: "not JSON", text: "panels, please", says: "This file is not JSON." },
  { what: "another program's", text: '{"panels": 3}', says: /panel/i },
]) {
  test(`a file that is ${what} is refused and imports nothing`, async ({ page, api, watch }) => {
    watch.allow(/status of 400/);
    const before = await api.json("GET", "/api/panels");
    await page.goto("/panels");
    await importFile(page, "wrong.json", text);
    await expect(page.getByRole("region", { name: /notifications/i }).getByText(says)).toBeVisible();
    expect(await api.json("GET", "/api/panels")).toEqual(before);
  });
}

test("changes that are not saved are not lost without being asked", async ({ page, api, scripted }) => {
  const { panelId } = await api.savePanel(scripted.panel("Half done", ["Ada = plain-a"]));
  await page.goto(`/panels/${panelId}`);
  await page.getByRole("textbox", { name: "Description" }).fill("Half a thought");
  await page.getByRole("navigation", { name: "Parley" }).getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await page.getByRole("button", { name: "Keep editing" }).click();
  await expect(page.getByRole("textbox", { name: "Description" })).toHaveValue("Half a thought");
});

/** Opens the model picker with that button and takes the model, not an alias of it. */
async function choose(page: Page, button: string, model: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  const search = page.getByRole("combobox", { name: /search by name or id/ });
  await search.fill(model);
  const option = page.getByRole("option").filter({ has: page.getByText(model, { exact: true }) });
  await option.click();
  await expect(search).toHaveCount(0);
}

async function askWithPanel(page: Page, scripted: Scripted): Promise<void> {
  await page.goto("/");
  await choosePanel(page, "Kitchen council");
  await ask(page, "How long do beans cook?");
  await expect.poll(() => scripted.requests("plain-a").length).toBe(1);
  expect(JSON.stringify(scripted.requests("plain-a")[0]?.body)).toContain("Argue against the textbook.");
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Panel: Kitchen council" })).toBeVisible();
}

async function exportPanel(page: Page): Promise<string> {
  await page.goto("/panels");
  const download = page.waitForEvent("download");
  await actOn(page, "Kitchen council", "Export");
  return readFile(await (await download).path(), "utf8");
}

async function deletePanel(page: Page): Promise<void> {
  await actOn(page, "Kitchen council", "Delete");
  await expect(page.getByText("“Kitchen council” deleted")).toBeVisible();
  await expect(page.getByRole("link", { name: "Kitchen council" })).toHaveCount(0);
}

async function importFile(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: "application/json", buffer: Buffer.from(text) };
  await page.getByLabel("Panel file").setInputFiles(file);
}

async function actOn(page: Page, panel: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `More for ${panel}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}
