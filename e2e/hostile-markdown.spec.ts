import { expect, type Locator } from "@playwright/test";
import { attacker, startHostileUpstream } from "./support/hostile";
import { finalAnswer, pane } from "./support/screens";
import { test } from "./support/test";

test("a hostile answer runs nothing, loads nothing and phones nobody", async ({ page, api, watch }) => {
  const upstream = await startHostileUpstream();
  const provider = await api.addProvider("Hostile", upstream.baseUrl, "", "openai-compatible");
  try {
    const model = `${provider.id}:hostile`;
    const panel = { name: "Hostile", panelists: [{ label: "Mallory", model }], judge: { model } };
    const { conversationId, turnId } = await api.ask({ question: "What does <b>Mallory</b> want?", panel });
    const opened = page.goto(`/c/${conversationId}`);
    await api.finished(turnId);
    await opened;
    for (const place of [pane(page, "Mallory"), finalAnswer(page)]) {
      await expect(place.getByText("The last readable sentence of this answer.")).toBeVisible();
      await expectHarmless(place);
    }
    for (const link of await page.getByRole("link", { name: /attacker|a reference link/ }).all()) {
      await link.hover();
      await expect(link).toHaveAttribute("rel", /noopener/);
    }
    await page.reload();
    await expect(pane(page, "Mallory").getByText("This fence is never closed.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("What does <b>Mallory</b> want?");
    expect(watch.problems).toEqual([]);
  } finally {
    await api.json("DELETE", `/api/providers/${provider.id}`);
    await upstream.close();
  }
});

/** Nothing that can run, load or ask for anything; links only to web addresses. */
async function expectHarmless(place: Locator): Promise<void> {
  const found = await place.evaluate((element) => ({
    active: [...element.querySelectorAll("script, style, link, iframe, object, embed, form, input, img, video")].map(
      (node) => node.outerHTML,
    ),
    handlers: [...element.querySelectorAll("*")].flatMap((node) =>
      node.getAttributeNames().filter((name) => name.startsWith("on")),
    ),
    links: [...element.querySelectorAll("[href]")].map((node) => node.getAttribute("href") ?? ""),
  }));
  expect(found.active).toEqual([]);
  expect(found.handlers).toEqual([]);
  for (const href of found.links) expect(href.startsWith(`${attacker}/`) || href.startsWith("#"), href).toBe(true);
}
