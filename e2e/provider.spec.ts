import { expect } from "@playwright/test";
import { z } from "zod";
import { ProviderView } from "@/lib/core/api-providers";
import type { Api } from "./support/api";
import { ask, choosePanel, finalAnswer, matrix, paneIn, turnDone } from "./support/screens";
import { test } from "./support/test";
import { startUpstream } from "./upstream/server";

const key = "test-key-entered-in-settings-9021";

test("a provider added in Settings answers a question over real HTTP, and is removed again", async ({ page, api }) => {
  const upstream = await startUpstream({ port: 0 });
  await page.goto("/settings");
  await page.getByRole("button", { name: "Add a provider" }).click();
  const form = page.getByRole("form", { name: "Add a provider" });
  await form.getByRole("textbox", { name: "Name" }).fill("Own Router");
  await form.getByRole("textbox", { name: "Address" }).fill(upstream.baseUrl);
  await form.getByLabel("Key", { exact: true }).fill(key);
  await form.getByRole("button", { name: "Add and test" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Own Router" });
  await expect(row).toContainText("Connected");
  await expect(row).toContainText("key ends in 9021");
  await expect(row.getByRole("status")).toContainText(/works|answers|connected|models/i);

  const id = await providerId(api, "Own Router");
  const panelists = ["plain-a", "plain-b"].map((name) => ({ label: name, model: `${id}:scripted/${name}` }));
  await api.savePanel({ name: "Own panel", panelists, judge: { model: `${id}:scripted/judge` } });
  await page.goto("/");
  await choosePanel(page, "Own panel");
  await ask(page, "Does it go over real HTTP?");
  await turnDone(page);
  for (const label of ["plain-a", "plain-b"]) await expect(paneIn(page, label, "done")).toContainText("Water boils");
  await expect(matrix(page)).toContainText("The size of the effect");
  await expect(finalAnswer(page)).toContainText("The panel answers as follows.");
  const asked = upstream.requests.filter(({ path }) => path.endsWith("/chat/completions"));
  // Two answers, the analysis, the words nobody wrote, the final answer.
  expect(asked).toHaveLength(5);
  expect(new Set(asked.map(({ headers }) => headers.authorization))).toEqual(new Set([`Bearer ${key}`]));

  await page.goto("/settings");
  await page.getByRole("button", { name: "More for Own Router" }).click();
  await page.getByRole("menuitem", { name: "Remove", exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Remove/ })
    .click();
  await expect(row).toHaveCount(0);
  await upstream.close();
});

test("a key that is refused is called that, in plain words", async ({ page, api }) => {
  const upstream = await startUpstream({ port: 0 });
  const { id } = await api.addProvider("Wrong key", upstream.baseUrl, "sk-wrong-key");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Test Wrong key" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Wrong key" });
  await expect(row).toContainText("Key refused");
  await expect(row.getByRole("status")).toContainText(/key/i);
  await api.json("DELETE", `/api/providers/${id}`);
  await upstream.close();
});

test("a server that is not there is called unreachable, with its address", async ({ page, api }) => {
  const { id } = await api.addProvider("Nobody home", "http://127.0.0.1:9/v1", "", "openai-compatible");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Test Nobody home" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Nobody home" });
  await expect(row).toContainText("Unreachable");
  await expect(row.getByRole("status")).toContainText("127.0.0.1:9");
  await api.json("DELETE", `/api/providers/${id}`);
});

async function providerId(api: Api, label: string): Promise<string> {
  const providers = z.array(ProviderView).parse(await api.json("GET", "/api/providers"));
  return providers.find((provider) => provider.label === label)?.id ?? "";
}
