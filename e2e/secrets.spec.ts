import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { turnDone } from "./support/screens";
import { scriptedKey } from "./support/scripted";
import { test } from "./support/test";

const paths = ["/api/providers", "/api/models", "/api/settings", "/api/panels", "/api/conversations", "/api/health"];

test("a provider's key is in no page, answer, event, log or file of the database", async ({
  page,
  app,
  api,
  scripted,
}) => {
  const bodies: { url: string; text: string }[] = [];
  page.on("response", (response) => {
    void response.text().then(
      (text) => bodies.push({ url: response.url(), text }),
      () => undefined,
    );
  });
  const panel = scripted.panel("Leaky", ["Ada = plain-a", "Echo = 401-with-key", "Late = error-with-key"]);
  const { conversationId, turnId } = await api.ask({ question: "Where is the key?", panel });
  await api.finished(turnId);
  for (const path of [
    ...paths,
    `/api/conversations/${conversationId}`,
    `/api/turns/${turnId}`,
    `/api/turns/${turnId}/events`,
  ]) {
    bodies.push({ url: path, text: await (await api.send("GET", path)).text() });
  }
  for (const path of ["/", "/panels", "/settings", `/c/${conversationId}`]) await page.goto(path);
  await turnDone(page);
  bodies.push({ url: "page", text: await page.content() });
  bodies.push({ url: "log", text: app.log() });
  for (const file of await readdir(app.dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    bodies.push({ url: file.name, text: (await readFile(join(file.parentPath, file.name))).toString("latin1") });
  }
  expect(bodies.some(({ url }) => url.endsWith(".db-wal"))).toBe(true);
  expect(bodies.filter(({ text }) => text.includes(scriptedKey)).map(({ url }) => url)).toEqual([]);
  expect(scripted.requests("401-with-key")[0]?.headers.authorization).toBe(`Bearer ${scriptedKey}`);
});

test("only the last four characters of a key are ever shown", async ({ api, scripted }) => {
  expect(scripted.baseUrl).toContain("127.0.0.1");
  const providers = await api.json("GET", "/api/providers");
  expect(providers).toEqual(expect.arrayContaining([expect.objectContaining({ keyLast4: scriptedKey.slice(-4) })]));
});

test("a new address does not get the old key", async ({ api }) => {
  const { id } = await api.addProvider("Moving", "http://127.0.0.1:9/v1", "sk-moving-key-1234", "openai-compatible");
  const moved = await api.json("PATCH", `/api/providers/${id}`, { baseUrl: "http://127.0.0.1:10/v1" });
  expect(moved).toMatchObject({ keyLast4: null });
  await api.json("DELETE", `/api/providers/${id}`);
});
