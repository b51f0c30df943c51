import { expect, type Page } from "@playwright/test";
import type { Api } from "./support/api";
import { demoPanel } from "./support/panels";
import { test } from "./support/test";

test("a conversation is renamed in place and keeps its name after a reload", async ({ page, api }) => {
  await haveConversation(api, "Renaming in the sidebar");
  await page.goto("/");
  await choose(page, "Renaming in the sidebar", "Rename");
  const field = page.getByRole("textbox", { name: "Title of the conversation" });
  await field.fill("A better name");
  await field.press("Enter");
  await expect(link(page, "A better name")).toBeFocused();
  await page.reload();
  await expect(link(page, "A better name")).toBeVisible();
  await expect(link(page, "Renaming in the sidebar")).toHaveCount(0);
});

test("Escape leaves the name as it was", async ({ page, api }) => {
  await haveConversation(api, "Keep this name");
  await page.goto("/");
  await choose(page, "Keep this name", "Rename");
  await page.getByRole("textbox", { name: "Title of the conversation" }).fill("Not this one");
  await page.keyboard.press("Escape");
  await expect(link(page, "Keep this name")).toBeVisible();
});

test("a pinned conversation stands in its own group until it is unpinned", async ({ page, api }) => {
  await haveConversation(api, "Pin me");
  await page.goto("/");
  await choose(page, "Pin me", "Pin");
  const pinned = page.getByRole("region", { name: "Pinned" });
  await expect(pinned.getByRole("link", { name: "Pin me" })).toBeVisible();
  await page.reload();
  await expect(pinned.getByRole("link", { name: "Pin me" })).toBeVisible();
  await choose(page, "Pin me", "Unpin");
  await expect(pinned).toHaveCount(0);
  await expect(link(page, "Pin me")).toBeVisible();
});

test("a deleted conversation comes back with Undo, turns and all", async ({ page, api }) => {
  const conversationId = await haveConversation(api, "Delete and undo");
  await page.goto(`/c/${conversationId}`);
  await choose(page, "Delete and undo", "Delete");
  await expect(page).toHaveURL(/\/$/);
  await expect(link(page, "Delete and undo")).toHaveCount(0);
  expect((await api.send("GET", `/api/conversations/${conversationId}`)).status).toBe(404);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/c/${conversationId}$`));
  await expect(page.getByRole("heading", { level: 1, name: "Delete and undo" })).toBeVisible();
  expect((await api.conversation(conversationId)).turns).toHaveLength(1);
});

test("search finds a conversation by words of its title", async ({ page, api }) => {
  await haveConversation(api, "Zebras in winter");
  await haveConversation(api, "Giraffes in summer");
  await page.goto("/");
  await page.getByRole("button", { name: /^Search/ }).click();
  const search = page.getByRole("dialog");
  await search.getByRole("combobox").fill("zebra");
  const found = search.getByRole("option", { name: /Zebras in winter/ });
  await expect(found).toBeVisible();
  await expect(search.getByText("Giraffes in summer")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Zebras in winter" })).toBeVisible();
});

async function haveConversation(api: Api, question: string): Promise<string> {
  const { conversationId, turnId } = await api.ask({ question, panel: demoPanel });
  await api.finished(turnId);
  return conversationId;
}

function link(page: Page, title: string) {
  return page.getByRole("navigation", { name: "Conversations" }).getByRole("link", { name: title });
}

async function choose(page: Page, title: string, action: string): Promise<void> {
  await link(page, title).hover();
  await page.getByRole("button", { name: `Actions for ${title}` }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}
