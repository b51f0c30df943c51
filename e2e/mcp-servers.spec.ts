import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { ask, choosePanel, pane, savePanel, turnDone } from "./support/screens";
import { type ScriptedMcp, startScriptedMcp } from "./support/scripted-mcp";
import { test as base } from "./support/test";

const test = base.extend<{ tracker: ScriptedMcp }>({
  tracker: async ({ baseURL: _ours }, use) => {
    const tracker = await startScriptedMcp();
    await use(tracker);
    await tracker.close();
  },
});

test("an MCP server is added with its key, one tool is ticked, a seat gets it, and its pane shows the call", async ({
  page,
  api,
  scripted,
  tracker,
}) => {
  tracker.key = "mcp-key-marked-5521";
  await page.goto("/settings");
  await page.getByRole("button", { name: "Add an MCP server" }).click();
  const form = page.getByRole("form", { name: "Add an MCP server" });
  await form.getByRole("textbox", { name: "Name" }).fill("Tracker");
  await form.getByRole("textbox", { name: "Address" }).fill(tracker.url);
  await form.getByRole("button", { name: "Add and read its tools" }).click();
  const row = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Actions for Tracker" }) });
  await expect(row.getByRole("alert")).toHaveText("The MCP server refused its key (401).");
  await act(page, "Edit");
  const edit = page.getByRole("form", { name: "Edit Tracker" });
  await edit.getByLabel("Key").fill(tracker.key);
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("0 of 2 tools allowed");
  await expect(row).toContainText("key ends in 5521");
  await expect(row).not.toContainText("marked");
  await expect(row.getByText("may change things", { exact: true })).toHaveCount(1);
  await expectAccessible(page, "MCP servers");
  await row.getByRole("checkbox", { name: /^find_issue/ }).click();
  await expect(row).toContainText("1 of 2 tools allowed");

  const { panelId } = await api.savePanel(scripted.panel("With tracker", ["Ada = borrows-a", "Ben = borrows-b"]));
  await page.goto(`/panels/${panelId}`);
  await page.getByRole("button", { name: "Details of Ada" }).click();
  await page.getByRole("checkbox", { name: /^Tracker/ }).check();
  await savePanel(page, "With tracker");
  await page.goto("/");
  await choosePanel(page, "With tracker");
  await ask(page, "What does the tracker say?");
  await turnDone(page);
  await pane(page, "Ada")
    .getByRole("button", { name: /1 MCP call/ })
    .click();
  await expect(pane(page, "Ada").getByRole("list", { name: "Tool calls" })).toContainText("Tracker: find_issue");
  await expect(pane(page, "Ada")).toContainText("The tracker was asked.");
  await expect(pane(page, "Ben")).not.toContainText("The tracker was asked.");
  expect(tracker.calls).toEqual(["the leak"]);

  tracker.mode = "wordy";
  await page.goto("/settings");
  await act(page, "Read its tools again");
  await expect(row.getByRole("checkbox", { name: /^find_issue.*Cannot be allowed: its input schema/ })).toBeDisabled();
  await act(page, "Remove");
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(row).toHaveCount(0);
});

async function act(page: Page, action: string): Promise<void> {
  await page.getByRole("button", { name: "Actions for Tracker" }).click();
  await page.getByRole("menuitem", { name: action }).click();
}
