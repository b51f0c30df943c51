import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import type { PanelInput } from "@/lib/core/panel";
import type { Api, Asked } from "./support/api";
import { collectorUrl, foundRows, orders, orderUrl, priceUrl, reportUrl, reserveUrl } from "./support/pretend-web";
import { test } from "./support/research-test";
import { finalAnswer, followUp, pane, paneIn, turnDone } from "./support/screens";
import type { Scripted } from "./support/scripted";
import { inputText, lastMessage } from "./upstream/request";
import { inventedAddress } from "./upstream/tools";

const question = "What did the carbon price do in 2023?";
const three = ["Ada = reads-a", "Ben = looks-b", "Cy = toolless-c"];

test("while three panelists research, each pane shows what left the machine; afterwards it folds to a line", async ({
  page,
  api,
  scripted,
  web,
}) => {
  const goSearch = web.search.hold();
  const goPage = web.news.hold("/price");
  // A refusal is remembered, so this model is one that no other test asks.
  const seats = [...three.slice(0, 2), "Cy = toolless-watched"];
  const { conversationId } = await api.ask({ question, panel: panelOf(scripted, "Watched", seats) });
  await page.goto(`/c/${conversationId}`);

  const ada = calls(page, "Ada");
  await expect(paneIn(page, "Ada", "searching")).toHaveAttribute("aria-busy", "true");
  await expect(ada.getByRole("listitem")).toHaveText([/^carbon price 2023\s*Searching$/]);
  await expect(calls(page, "Ben").getByRole("listitem")).toHaveText([/^stability reserve/, /^verified emissions 2023/]);
  await expect(calls(page, "Cy").getByRole("listitem")).toHaveText([new RegExp(`^${question.replace("?", "\\?")}`)]);
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("0 of 3 done");

  goSearch();
  await expect(ada.getByRole("listitem")).toHaveText([
    /3 results from SearXNG in [\d.]+ s$/,
    /^news\.example\s*Reading$/,
  ]);
  await expect(pane(page, "Ada")).toContainText("2 of 4 tool calls used");
  goPage();
  await turnDone(page);

  await expect(ada).toHaveCount(0);
  await page.getByRole("button", { name: "1 search, 1 page, 3 sources" }).click();
  await expect(ada.getByRole("listitem").last()).toHaveText(/^news\.example\s*\d+ words read, saved as\s*S1$/);
  await expect(summaryOf(page, "Ben")).toHaveText("2 searches, 2 pages, 3 sources");
  await expect(summaryOf(page, "Cy")).toHaveText("1 search, 3 pages, 3 sources");
  await summaryOf(page, "Cy").click();
  await expect(pane(page, "Cy")).toContainText("Its provider refused tools, so Parley searched first.");
  // Each page was fetched once for all of them.
  expect(web.news.asked.filter((path) => path === "/price")).toHaveLength(1);
  expect(web.records.asked.filter((path) => path !== "/robots.txt").toSorted()).toEqual(["/report.pdf", "/reserve"]);
  expect(web.search.queries.toSorted()).toEqual(
    [question, "carbon price 2023", "stability reserve", "verified emissions 2023"].toSorted(),
  );
});

test("links are source chips, a page that nobody opened is marked, and a reload keeps it all", async ({
  page,
  api,
  scripted,
  web,
}) => {
  await openFinished(page, api, await api.ask({ question, panel: panelOf(scripted, "Chips", three) }));
  const ada = pane(page, "Ada").getByRole("article");
  await expect(ada.getByRole("button", { name: "Source 1, news.example" })).toBeVisible();
  const invented = ada.getByRole("button", { name: /^Source \d+, invented\.example, never opened$/ });
  await expect(invented).toHaveCSS("border-style", "dashed");
  await expect(invented).toHaveCSS("text-decoration-line", "line-through");
  await expect(pane(page, "Ben").getByRole("button", { name: "Source 2, records.example" })).toBeVisible();
  await expect(pane(page, "Ben").getByRole("button", { name: "Source 3, records.example" })).toBeVisible();

  await finalAnswer(page).getByRole("button", { name: "Source 1, news.example" }).focus();
  await expect(page.getByText("Read by a panelist in this turn.")).toBeVisible();
  await expect(page.getByText(priceUrl, { exact: true })).toBeVisible();
  const aside = page.getByRole("complementary", { name: "Sources" });
  await expect(aside).toContainText("1 cited of 4");
  await expect(aside.getByRole("link", { name: "The carbon price in 2023" })).toHaveAttribute("href", priceUrl);
  await aside.getByRole("button", { name: "3 more, not cited" }).click();
  await expect(page.getByRole("heading", { name: "Sources 4" })).toBeFocused();

  const before = await textOf(page);
  await page.reload();
  await turnDone(page);
  await expect.poll(() => textOf(page)).toEqual(before);
  expect(web.search.queries).toHaveLength(4);
});

test("the sources table tells who used what; citations are copied and lists exported", async ({
  page,
  context,
  app,
  api,
  scripted,
  web,
}) => {
  expect(web.search.queries).toEqual([]);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: app.url });
  await openFinished(page, api, await api.ask({ question, panel: panelOf(scripted, "Table", three) }));
  const rows = page.getByRole("region", { name: "Sources 4" }).getByRole("row");
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(1)).toContainText(
    /S1.*The carbon price in 2023.*Ann Reporter, Daily News, 29 December 2023.*Read/,
  );
  await expect(rows.nth(1).getByRole("img")).toHaveCount(3);
  for (const name of ["Ada", "Ben", "Cy"]) await expect(rows.nth(1).getByRole("img", { name })).toBeVisible();
  await expect(rows.nth(1)).toContainText("Named in the final answer");
  await expect(rows.nth(4)).toContainText(/S4.*invented\.example.*Cited, never opened/);
  await expect(rows.nth(4).getByRole("img", { name: "Ada" })).toBeVisible();
  await expect(rows.nth(4).getByRole("img")).toHaveCount(1);

  await rows.nth(1).getByRole("button", { name: "Copy the citation of S1" }).click();
  await expect(rows.nth(1).getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^Ann Reporter\. The carbon price in 2023\. Daily News, 29 December 2023\. http:\/\/news\.example\/price \(read /,
  );

  const markdown = await exported(page, "Markdown list", "sources.md");
  expect(markdown).toContain(`- [S1] [The carbon price in 2023](<${priceUrl}>). Ann Reporter, Daily News, 2023-12-29.`);
  expect(markdown.trim().split("\n")).toHaveLength(4);
  const bibtex = await exported(page, "BibTeX", "sources.bib");
  expect(bibtex).toContain(String.raw`howpublished = {\url{${reserveUrl}}}`);
  expect(bibtex.match(/^@misc\{S\d,/gm)).toHaveLength(4);
  const csl: unknown = JSON.parse(await exported(page, "CSL-JSON", "sources.json"));
  expect(csl).toMatchObject([
    { id: "S1", URL: priceUrl, issued: { "date-parts": [[2023, 12, 29]] } },
    { id: "S2", URL: reserveUrl },
    { id: "S3", URL: reportUrl, title: "Annual report" },
    { id: "S4", URL: inventedAddress },
  ]);
});

test("a follow-up goes on counting its sources where the turn before ended", async ({ page, api, scripted, web }) => {
  const panel = panelOf(scripted, "Counting on", ["Ada = reads-a", "Ben = plain-b"]);
  const { conversationId } = await openFinished(page, api, await api.ask({ question, panel }));
  web.search.find([
    { url: "http://news.example/later", title: "Later", content: "Later news." },
    ...foundRows.slice(0, 1),
  ]);
  await followUp(page, "And in 2024?");
  await expect(page.getByRole("region", { name: /^Ada,.*done$/ })).toHaveCount(2);
  await expect.poll(async () => (await api.conversation(conversationId)).turns.at(-1)?.status).toBe("done");
  const [first, second] = (await api.conversation(conversationId)).turns;
  const idsOf = (turn: typeof first) => turn?.sources.map(({ id, url }) => [id, url]);
  expect(idsOf(first)?.map(([id]) => id)).toEqual(["S1", "S2", "S3", "S4"]);
  expect(idsOf(second)).toEqual([
    ["S5", "http://news.example/later"],
    ["S1", priceUrl],
    ["S4", inventedAddress],
  ]);
});

test("a page that gives orders changes no budget, no other panelist and none of the judge's blocks", async ({
  page,
  api,
  scripted,
  web,
}) => {
  web.search.find([{ url: orderUrl, title: `${orders} title`, content: "A page." }, ...foundRows]);
  const panel = panelOf(scripted, "Hostile", ["Obedient = obeys-a", "Ben = looks-b", "Ada = plain-c"]);
  const asked = await openFinished(page, api, await api.ask({ question, panel }));
  await summaryOf(page, "Obedient").click();
  const rows = calls(page, "Obedient").getByRole("listitem");
  await expect(rows.filter({ hasText: "collector.example" })).toContainText("This address is not known here.");

  const turn = await api.turn(asked.turnId);
  const obedient = turn.answers.find(({ panelistId }) => panelistId === "p1");
  expect(obedient?.toolCalls.filter(({ status }) => status === "done").length).toBeLessThanOrEqual(4);
  expect(turn.sources.map(({ url }) => url)).not.toContain(collectorUrl);
  expect(web.hostile.asked).toEqual(["/robots.txt", "/orders"]);
  const others = scripted.requests("plain-c").map(({ body }) => inputText(body));
  expect(others.join()).not.toContain(orders);
  const [judging] = scripted.requests("judge-sources").map(({ body }) => lastMessage(body));
  expect(judging?.match(/<answer-\w{4} id="[A-H]"/g)).toHaveLength(3);
  expect(judging).not.toContain("You may call tools 100 times");
  expect(judging).not.toMatch(/\[\/?INST\]|<answer-0000/);
  await expect(finalAnswer(page)).not.toContainText(orders);
});

test("a search engine that fails is a message in the pane, and the answer is written all the same", async ({
  page,
  api,
  scripted,
  web,
}) => {
  web.search.answerWith(429);
  const panel = panelOf(scripted, "No searches", ["Ada = reads-a", "Ben = toolless-b"]);
  await openFinished(page, api, await api.ask({ question, panel }));
  await expect(paneIn(page, "Ada", "done")).toContainText("Nothing was found.");
  await expect(summaryOf(page, "Ada")).toContainText("failed");
  await summaryOf(page, "Ben").click();
  await expect(calls(page, "Ben")).toContainText("SearXNG allows no more searches for now (429).");
});

test("a page that was found and could not be read is marked wherever it is named", async ({
  page,
  api,
  scripted,
  web,
}) => {
  web.search.find([{ url: "http://news.example/gone", title: "Gone", content: "It stood here." }]);
  const panel = panelOf(scripted, "Gone", ["Ada = reads-a", "Ben = plain-b"]);
  await openFinished(page, api, await api.ask({ question, panel }));
  const chip = pane(page, "Ada").getByRole("button", { name: "Source 1, news.example, could not be read" });
  await expect(chip).toHaveCSS("border-style", "dashed");
  await expect(page.getByRole("table").getByRole("row").nth(1)).toContainText(/S1.*Gone.*Could not be read/);
  await expect(summaryOf(page, "Ada")).toHaveText("1 search, 1 source, 1 failed");
});

test("stopping a panelist that searches says so", async ({ page, api, scripted, web }) => {
  const goSearch = web.search.hold();
  const panel = panelOf(scripted, "Stopped", ["Ada = reads-a", "Ben = plain-b"]);
  const { conversationId } = await api.ask({ question, panel });
  await page.goto(`/c/${conversationId}`);
  await expect(paneIn(page, "Ada", "searching")).toBeVisible();
  await page.getByRole("button", { name: "Stop Ada" }).click();
  await expect(paneIn(page, "Ada", "stopped")).toContainText("Stopped before the first word.");
  await summaryOf(page, "Ada").click();
  await expect(calls(page, "Ada").getByRole("listitem")).toHaveText([/^carbon price 2023\s*Stopped$/]);
  goSearch();
  await turnDone(page);
});

test("the demo searches nothing and offers no tools", async ({ page, api, web }) => {
  const panelists = [{ model: "demo:atlas" }, { model: "demo:birch" }];
  const asked = await api.ask({
    question: "Is a heat pump worth it?",
    panel: { name: "Demo", panelists, judge: { model: "demo:judge" } },
  });
  await openFinished(page, api, asked);
  const turn = await api.turn(asked.turnId);
  for (const answer of turn.answers) expect(answer).toMatchObject({ toolCalls: [] });
  expect(turn.answers.every(({ toolWay }) => toolWay === undefined)).toBe(true);
  expect(turn.sources).toEqual([]);
  expect(web.search.queries).toEqual([]);
  await expect(page.getByRole("region", { name: /^Sources/ })).toHaveCount(0);
  await expect(page.getByRole("complementary", { name: "Sources" })).toHaveCount(0);
});

/** The judge waits for everybody, and its final answer names a page that was read. */
function panelOf(scripted: Scripted, name: string, seats: readonly string[]): PanelInput {
  return { ...scripted.panel(name, seats, "judge-sources"), limits: { quorum: "all" } };
}

function calls(page: Page, label: string) {
  return pane(page, label).getByRole("list", { name: "Tool calls" });
}

function summaryOf(page: Page, label: string) {
  return pane(page, label).getByRole("button", { name: /\bsearch(es)?\b/ });
}

async function openFinished(page: Page, api: Api, asked: Asked): Promise<Asked> {
  await api.finished(asked.turnId);
  await page.goto(`/c/${asked.conversationId}`);
  await turnDone(page);
  return asked;
}

async function textOf(page: Page) {
  return {
    answer: await finalAnswer(page).innerText(),
    panes: await page.getByRole("article").allInnerTexts(),
    sources: await page.getByRole("table").allInnerTexts(),
  };
}

async function exported(page: Page, format: string, name: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).last().click();
  await page.getByRole("menuitem", { name: format }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(name);
  return readFile(await file.path(), "utf8");
}
