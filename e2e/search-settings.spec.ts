import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { test } from "./support/research-test";

const key = "test-key-of-brave-marked-7731";

test("the engine of the environment is named, tested with a real search, and its failures are told", async ({
  page,
  web,
}) => {
  await page.goto("/settings");
  const row = rowOf(page, "SearXNG");
  await expect(row).toContainText("used first");
  await expect(row).toContainText(`${web.search.url} · from the environment`);
  await row.getByRole("button", { name: "Test SearXNG" }).click();
  await expect(row.getByRole("status")).toHaveText("Works: 3 results for a test search.");
  expect(web.search.queries).toHaveLength(1);
  web.search.answerWith(403);
  await row.getByRole("button", { name: "Test SearXNG" }).click();
  await expect(row.getByRole("status")).toContainText("SearXNG refused the request (403).");
});

test("an address of one's own wins over the environment's until it is forgotten", async ({ page, web, watch }) => {
  watch.allow(/status of 400/);
  await page.goto("/settings");
  const row = rowOf(page, "SearXNG");
  const change = row.getByRole("button", { name: "Change SearXNG" });
  const form = page.getByRole("form", { name: "Set up SearXNG" });
  await change.click();
  await expect(form.getByRole("textbox", { name: "Address" })).toHaveValue(web.search.url);
  await form.getByRole("textbox", { name: "Address" }).fill("ftp://127.0.0.1");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toContainText("Give an address that begins with http:// or https://.");
  await form.getByRole("textbox", { name: "Address" }).fill("http://127.0.0.1:9");
  await form.getByRole("textbox", { name: "Address" }).press("Enter");
  await expect(form).toHaveCount(0);
  await expect(row).toContainText("http://127.0.0.1:9");
  await expect(row).not.toContainText("environment");
  await row.getByRole("button", { name: "Test SearXNG" }).click();
  await expect(row.getByRole("status")).toHaveText("SearXNG could not be reached.");
  await page.reload();
  await expect(row).toContainText("http://127.0.0.1:9");
  await change.click();
  await form.getByRole("button", { name: "Forget the address" }).click();
  await expect(row).toContainText("from the environment");
});

test("a key is set up, never shown again, and forgotten", async ({ page, app, api }) => {
  const bodies: { url: string; text: string }[] = [];
  page.on("response", (response) => {
    void response.text().then(
      (text) => bodies.push({ url: response.url(), text }),
      () => undefined,
    );
  });
  await page.goto("/settings");
  const row = rowOf(page, "Brave");
  await expect(row).toContainText("Needs a key.");
  await expect(row.getByRole("button", { name: "Test Brave" })).toHaveCount(0);
  await row.getByRole("button", { name: "Set up Brave" }).press("Enter");
  const form = page.getByRole("form", { name: "Set up Brave" });
  await expectAccessible(page, "an engine that is set up");
  await form.getByLabel("Key", { exact: true }).fill(key);
  await form.getByLabel("Key", { exact: true }).press("Enter");
  await expect(row).toContainText("Key ends in 7731");
  await page.reload();
  await expect(row).toContainText("Key ends in 7731");
  await row.getByRole("button", { name: "Change Brave" }).click();
  await expect(form.getByLabel("New key")).toHaveValue("");

  bodies.push({ url: "page", text: await page.content() });
  bodies.push({ url: "api", text: await (await api.send("GET", "/api/search-engines")).text() });
  bodies.push({ url: "log", text: app.log() });
  for (const file of await readdir(app.dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    bodies.push({ url: file.name, text: (await readFile(join(file.parentPath, file.name))).toString("latin1") });
  }
  expect(bodies.some(({ url }) => url.endsWith("/api/search-engines"))).toBe(true);
  expect(bodies.filter(({ text }) => text.includes(key)).map(({ url }) => url)).toEqual([]);

  await form.getByRole("button", { name: "Forget the key" }).click();
  await expect(row).toContainText("Needs a key.");
  await expect(row.getByRole("button", { name: "Set up Brave" })).toBeVisible();
});

test("a key that cannot be one is refused at its field, and nothing is stored", async ({ page, watch }) => {
  watch.allow(/status of 400/);
  await page.goto("/settings");
  await rowOf(page, "Exa").getByRole("button", { name: "Set up Exa" }).click();
  const form = page.getByRole("form", { name: "Set up Exa" });
  await form.getByLabel("Key", { exact: true }).fill("two words");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toContainText("A key has no spaces or special characters.");
  await expect(form.getByLabel("Key", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await form.getByRole("button", { name: "Cancel" }).click();
  await expect(rowOf(page, "Exa")).toContainText("Needs a key.");
});

test("the keyless engine says what it is and what it is not", async ({ page }) => {
  await page.goto("/settings");
  const row = rowOf(page, "Wikipedia, Wikinews and Crossref");
  await expect(row).toContainText("No key needed.");
  await expect(row).toContainText("no general web search");
  await expect(row.getByRole("button")).toHaveText(["Test"]);
});

function rowOf(page: Page, label: string) {
  const section = page.getByRole("region", { name: "Web search" });
  return section.getByRole("listitem").filter({ has: page.getByText(label, { exact: true }) });
}
