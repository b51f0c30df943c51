import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { expect } from "@playwright/test";
import { z } from "zod";
import { ConversationPage } from "@/lib/core/api";
import { CreatedToken, type TokenInput } from "@/lib/core/api-tokens";
import type { Api } from "./support/api";
import { matrix, turnDone } from "./support/screens";
import { test } from "./support/test";

const Report = z.object({
  turn: z.string(),
  url: z.string(),
  status: z.string(),
  finalAnswer: z.string().nullable(),
  points: z.array(
    z.object({ kind: z.string(), positions: z.array(z.object({ panelist: z.string(), quote: z.string() })) }),
  ),
  panelists: z.array(z.object({ label: z.string(), status: z.string(), problem: z.string().nullable() })),
});
const Text = z.object({ content: z.tuple([z.object({ type: z.literal("text"), text: z.string() })]) });

/** The official client, connected with this key. */
async function connect(url: string, key: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const requestInit = { headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers } };
  // The package's own transport does not fit its own interface under exactOptionalPropertyTypes.
  const transport: object = new StreamableHTTPClientTransport(new URL(`${url}/api/mcp`), { requestInit });
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  return client;
}

async function tokenWith(api: Api, input: Partial<TokenInput> & { name: string }) {
  return CreatedToken.parse(await api.json("POST", "/api/tokens", { scopes: ["ask"], ...input }));
}

test("the official client asks a panel and gets the verdict; its turn can be read in the app", async ({
  page,
  app,
  api,
  scripted,
}) => {
  const { slug } = await api.savePanel(scripted.panel("By MCP", ["Ada = plain-a", "Ben = plain-b", "Eve = 402"]));
  const { secret } = await tokenWith(api, { name: "Agent" });
  const client = await connect(app.url, secret);
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["ask_panel", "list_panels", "get_verdict"]);
  const panels = await client.callTool({ name: "list_panels", arguments: {} });
  expect(Text.parse(panels).content[0].text).toContain(`- ${slug} (By MCP`);

  const told: { progress: number; message?: string | undefined }[] = [];
  const call = { name: "ask_panel", arguments: { question: "Does it work over MCP?", panel: slug } };
  const result = await client.callTool(call, undefined, { onprogress: (progress) => told.push(progress) });
  const report = Report.parse(result.structuredContent);
  expect(report).toMatchObject({ status: "done", finalAnswer: expect.stringMatching(/\w/) });
  expect(report.finalAnswer).not.toContain("⟦");
  expect(report.points[0]?.positions.map(({ panelist }) => panelist)).toEqual(expect.arrayContaining(["Ada", "Ben"]));
  expect(report.panelists.find(({ label }) => label === "Eve")?.problem).toBeTruthy();
  const { text } = Text.parse(result).content[0];
  expect(text).toContain("Missing: Eve: ");
  expect(text).toContain(report.finalAnswer ?? "none");

  const messages = told.map(({ message }) => message ?? "");
  for (const words of [
    /^Panel: Ada is done/,
    /^Panel: Eve failed/,
    /^Judge started/,
    /^Point 1, /,
    /^Final answer ready/,
  ]) {
    expect(
      messages.some((message) => words.test(message)),
      String(words),
    ).toBe(true);
  }
  const figures = told.map(({ progress }) => progress);
  expect(figures).toEqual(figures.toSorted((a, b) => a - b));
  expect(new Set(figures).size).toBe(figures.length);

  const again = await client.callTool({ name: "get_verdict", arguments: { turn: report.turn } });
  expect(Report.parse(again.structuredContent)).toEqual(report);
  await client.close();
  await page.goto(report.url);
  await turnDone(page);
  await expect(page.getByText("Does it work over MCP?").first()).toBeVisible();
  await expect(matrix(page)).toBeVisible();
  await expect(
    page.getByRole("navigation", { name: "Conversations" }).getByText("Agent", { exact: true }),
  ).toBeVisible();
});

test("a cancelled call stops the turn, and so does a client that goes away", async ({ app, api, scripted }) => {
  const { slug } = await api.savePanel(scripted.panel("Taken back", ["Ada = waits-a", "Ben = hang"]));
  const { secret } = await tokenWith(api, { name: "Impatient" });
  for (const leave of ["cancels", "hangs up"]) {
    const client = await connect(app.url, secret);
    const abort = new AbortController();
    const call = { name: "ask_panel", arguments: { question: `Who ${leave}?`, panel: slug } };
    const asked = client.callTool(call, undefined, { signal: abort.signal }).catch((error: unknown) => String(error));
    const running = await newestTurn(api, "Impatient", `Who ${leave}?`);
    if (leave === "cancels") abort.abort("not needed");
    else await client.close();
    expect((await api.finished(running)).status).toBe("stopped");
    await asked;
    await client.close();
  }
});

test("who may not come in gets no session", async ({ app, api }) => {
  const { token, secret } = await tokenWith(api, { name: "Gone" });
  await api.json("DELETE", `/api/tokens/${token.id}`);
  await expect(connect(app.url, "")).rejects.toThrow(/401|Unauthorized/);
  await expect(connect(app.url, secret)).rejects.toThrow(/401|Unauthorized/);
  await expect(connect(app.url, "any", { "sec-fetch-site": "cross-site" })).rejects.toThrow("403");
  await expect(connect(app.url, "any", { origin: "https://evil.example" })).rejects.toThrow("403");
  for (const method of ["GET", "DELETE"]) {
    const headers = { authorization: "Bearer any" };
    expect((await fetch(`${app.url}/api/mcp`, { method, headers })).status).toBe(405);
    expect((await fetch(`${app.url}/api/mcp`, { method })).status).toBe(401);
  }
});

test("what a token may not do is told to the model; turns of others are not there for it", async ({
  app,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Not theirs", ["Ada = plain-a"]);
  const { turnId } = await api.ask({ question: "Whose is this?", panel });
  await api.finished(turnId);
  const readOnly = await connect(app.url, (await tokenWith(api, { name: "Reader", scopes: ["read"] })).secret);
  const refused = await readOnly.callTool({ name: "ask_panel", arguments: { question: "May I?" } });
  expect(refused).toMatchObject({ isError: true });
  expect(Text.parse(refused).content[0].text).toContain('The API token "Reader" may not ask panels and models.');
  const read = await readOnly.callTool({ name: "get_verdict", arguments: { turn: turnId } });
  expect(Report.parse(read.structuredContent).status).toBe("done");

  const asker = await connect(app.url, (await tokenWith(api, { name: "Asker" })).secret);
  const hidden = await asker.callTool({ name: "get_verdict", arguments: { turn: turnId } });
  expect(Text.parse(hidden).content[0].text).toContain("There is no such turn");
  const nowhere = await asker.callTool({ name: "ask_panel", arguments: { question: "Who?", panel: "nobody" } });
  expect(Text.parse(nowhere).content[0].text).toContain('There is no panel "nobody".');
  await Promise.all([readOnly.close(), asker.close()]);
});

/** Waits until a program's turn with this question runs. */
async function newestTurn(api: Api, client: string, question: string): Promise<string> {
  let found: string | undefined;
  await expect(async () => {
    const { conversations } = ConversationPage.parse(await api.json("GET", "/api/conversations"));
    const of = conversations.find((conversation) => conversation.client === client);
    const { turns } = await api.conversation(of?.id ?? "none");
    found = turns.find((turn) => turn.question === question && turn.status === "running")?.id;
    expect(found).toBeDefined();
  }).toPass();
  return found ?? "";
}
