import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { test } from "./support/test";

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
});

test("a token is made, shown once and copied; it is edited, revoked and brought back", async ({ page, watch }) => {
  watch.allow(/status of 400/);
  await openSettings(page);
  await page.getByRole("button", { name: "New API token" }).click();
  const form = page.getByRole("form", { name: "New API token" });
  await form.getByRole("checkbox", { name: /^ask panels/ }).uncheck();
  await form.getByRole("button", { name: "Make the token" }).click();
  await expect(form).toContainText("Give the token a name.");
  await expect(form).toContainText("Choose at least one thing that programs may do.");
  await form.getByRole("checkbox", { name: /^ask panels/ }).check();
  await form.getByRole("textbox", { name: "Name" }).fill("Nightly build");
  await form.getByRole("textbox", { name: "Spending cap" }).fill("two");
  await form.getByRole("button", { name: "Make the token" }).click();
  await expect(form).toContainText("Give the cap in US dollars.");
  await form.getByRole("textbox", { name: "Spending cap" }).fill("2.50");
  await form.getByRole("textbox", { name: "Spending cap" }).press("Enter");

  const once = page.getByRole("region", { name: "The token of Nightly build" });
  const secret = (await once.getByText(/^parley_/).textContent()) ?? "";
  expect(secret).toMatch(/^parley_[\w-]{43}$/);
  await once.getByRole("button", { name: "Copy the token" }).click();
  await expect(once.getByRole("button", { name: "Copied the token" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await expectAccessible(page, "a new token");
  await once.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);

  const row = rowOf(page, "Nightly build");
  await expect(row).toContainText("asks · never used · $0 of $2.50 spent this month");
  await act(page, "Nightly build", "Edit");
  const edit = page.getByRole("form", { name: "Edit Nightly build" });
  await edit.getByRole("textbox", { name: "Spending cap" }).fill("");
  await edit.getByRole("switch", { name: "Keep history" }).click();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("no history · $0 spent");

  await act(page, "Nightly build", "Revoke");
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(row).toBeVisible();
  await page.reload();
  await expect(row).toContainText("no history");
  await expect(page.getByText(secret)).toHaveCount(0);
});

test("the docs page has this server's address and one's own panels, and copies what it shows", async ({
  page,
  app,
  api,
  scripted,
}) => {
  const { slug } = await api.savePanel(scripted.panel("Docs panel", ["Ada = plain-a"]));
  await page.goto("/settings");
  await page.getByRole("link", { name: "How to connect one" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Use Parley from programs" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Code for Base URL" })).toHaveValue(`${app.url}/api/v1`);
  await page.getByRole("combobox", { name: "Panel" }).click();
  await page.getByRole("option", { name: "Docs panel" }).click();
  await page.getByRole("radiogroup", { name: "Language" }).getByText("Python").click();
  const code = page.getByRole("textbox", { name: "Code for Python" });
  await expect(code).toHaveValue(new RegExp(`model="parley/${slug}"`));
  await page.getByRole("button", { name: "Copy the code for Python" }).click();
  await expect(page.getByRole("button", { name: "Copied the code for Python" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code.inputValue());
  await expectAccessible(page, "API docs");
});

test("at 360 px only the code scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/docs/api");
  await expect(page.getByRole("textbox", { name: "Code for Claude Code" })).toBeVisible();
  const widths = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    code: [...document.querySelectorAll("textarea")].map((area) => area.scrollWidth > area.clientWidth),
  }));
  expect(widths.page).toBe(360);
  expect(widths.code).toContain(true);
});

async function openSettings(page: Page): Promise<void> {
  await page.goto("/settings");
  // The list comes when the page listens.
  await expect(page.getByRole("heading", { name: "API tokens" })).toBeVisible();
  await expect(page.getByText(/^No token yet\.|^parley_/).first()).toBeVisible();
}

function rowOf(page: Page, name: string) {
  return page.getByRole("listitem").filter({ has: page.getByRole("button", { name: `Actions for ${name}` }) });
}

async function act(page: Page, name: string, action: string): Promise<void> {
  await rowOf(page, name)
    .getByRole("button", { name: `Actions for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: action }).click();
}
