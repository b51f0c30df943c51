import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as dataRoute from "@/app/api/data/route";
import * as estimateRoute from "@/app/api/estimate/route";
import * as mcpServersRoute from "@/app/api/mcp-servers/route";
import * as refreshRoute from "@/app/api/models/refresh/route";
import * as modelsRoute from "@/app/api/models/route";
import * as duplicateRoute from "@/app/api/panels/[panelId]/duplicate/route";
import * as panelRoute from "@/app/api/panels/[panelId]/route";
import * as exportRoute from "@/app/api/panels/export/route";
import * as importRoute from "@/app/api/panels/import/route";
import * as panelsRoute from "@/app/api/panels/route";
import * as providerRoute from "@/app/api/providers/[providerId]/route";
import * as providerTestRoute from "@/app/api/providers/[providerId]/test/route";
import * as providersRoute from "@/app/api/providers/route";
import * as settingsRoute from "@/app/api/settings/route";
import * as signInRoute from "@/app/api/sign-in/route";
import * as signOutRoute from "@/app/api/sign-out/route";
import { container } from "./container";
import { type ModelServer, openModelServer } from "./test-connections";

const savedKey = "test-key-MARKED-saved-0123456789";
const mcpKey = "mcp-MARKED-0123456789";
const environmentKey = "sk-MARKED-environment-0123456789";
const password = "MARKED password of this house";
let folder: string;
let server: ModelServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-routes-"));
  server = await openModelServer();
  vi.stubEnv("PARLEY_DATA_DIR", folder);
  vi.stubEnv("PARLEY_PASSWORD", password);
  vi.stubEnv("PARLEY_LOG_LEVEL", "silent");
  vi.stubEnv("OPENAI_API_KEY", environmentKey);
  vi.stubEnv("OPENAI_BASE_URL", server.address);
});
afterEach(async () => {
  container().close();
  Reflect.deleteProperty(globalThis, Symbol.for("parley"));
  vi.unstubAllEnvs();
  await server.close();
  rmSync(folder, { recursive: true });
});

type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>;
type Call = { method?: string; path: string; body?: unknown; params?: Record<string, string>; headers?: object };

/** Calls a route as an API client that knows the password; gives status, text and headers. */
async function call(handler: Handler, { method = "GET", path, body, params = {}, headers = {} }: Call) {
  const usual = { host: "localhost:3000", authorization: `Bearer ${password}` };
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const request = new Request(`http://localhost:3000${path}`, {
    method,
    ...sent,
    headers: { ...usual, ...sent.headers, ...headers },
  });
  const response = await handler(request, { params: Promise.resolve(params as never) });
  return { status: response.status, text: await response.text(), headers: [...response.headers] };
}

const panel = { name: "Ours", panelists: [{ model: "openai:maker/one" }], judge: { model: "openai:maker/one" } };

test("a key never leaves: not in any answer, not in an error, not in the files of the database", async () => {
  const post = { method: "POST" };
  const answers: Awaited<ReturnType<typeof call>>[] = [];
  const ask = async (...given: Parameters<typeof call>) => {
    const answer = await call(...given);
    answers.push(answer);
    return answer.status;
  };
  const provider = { label: "Ours", kind: "openai-compatible", baseUrl: server.address, apiKey: savedKey };
  const ours = { path: "/api/providers/ours", params: { providerId: "ours" } };
  const quality = { path: "/api/panels/quality", params: { panelId: "quality" } };

  expect(await ask(providersRoute.POST, { ...post, path: "/api/providers", body: provider })).toBe(201);
  expect(await ask(providerTestRoute.POST, { ...post, ...ours })).toBe(200);
  server.answer = { status: 500, body: { error: { message: `Wrong key: ${savedKey} or ${environmentKey}` } } };
  expect(await ask(providerTestRoute.POST, { ...post, ...ours })).toBe(200);
  expect(await ask(refreshRoute.POST, { ...post, path: "/api/models/refresh" })).toBe(202);
  await container().catalog.settled();
  expect(await ask(modelsRoute.GET, { path: "/api/models" })).toBe(200);
  expect(await ask(providersRoute.GET, { path: "/api/providers" })).toBe(200);
  expect(await ask(providerRoute.PATCH, { method: "PATCH", ...ours, body: { label: "Renamed" } })).toBe(200);
  const wrong = { ...provider, baseUrl: `https://user:${savedKey}@x.example` };
  expect(await ask(providersRoute.POST, { ...post, path: "/api/providers", body: wrong })).toBe(400);
  expect(await ask(panelsRoute.GET, { path: "/api/panels" })).toBe(200);
  expect(await ask(panelsRoute.POST, { ...post, path: "/api/panels", body: panel })).toBe(201);
  expect(await ask(panelsRoute.PATCH, { method: "PATCH", path: "/api/panels", body: { panelIds: ["demo"] } })).toBe(
    200,
  );
  expect(await ask(panelRoute.GET, quality)).toBe(200);
  expect(await ask(duplicateRoute.POST, { ...post, ...quality })).toBe(201);
  expect(await ask(panelRoute.DELETE, { method: "DELETE", ...quality })).toBe(204);
  expect(await ask(panelRoute.PATCH, { method: "PATCH", ...quality, body: { deleted: false } })).toBe(200);
  expect(await ask(exportRoute.GET, { path: "/api/panels/export?ids=quality,budget" })).toBe(200);
  expect(await ask(importRoute.POST, { ...post, path: "/api/panels/import", body: { parley: "x" } })).toBe(400);
  expect(await ask(estimateRoute.POST, { ...post, path: "/api/estimate", body: { panel } })).toBe(200);
  expect(await ask(settingsRoute.GET, { path: "/api/settings" })).toBe(200);
  expect(await ask(signInRoute.POST, { ...post, path: "/api/sign-in", body: { password } })).toBe(204);
  expect(await ask(signInRoute.POST, { ...post, path: "/api/sign-in", body: { password: `${password}!` } })).toBe(401);
  expect(await ask(signOutRoute.POST, { ...post, path: "/api/sign-out" })).toBe(204);

  expect(JSON.stringify(answers)).not.toContain("MARKED");
  expect(filesIn(folder).filter((file) => readFileSync(file).includes("MARKED"))).toEqual([]);
  expect(server.seen.some(({ headers }) => headers.authorization === `Bearer ${savedKey}`)).toBe(true);
});

test("signing in gives a cookie that opens, a stranger gets a problem document", async () => {
  const stranger = await call(panelsRoute.GET, { path: "/api/panels", headers: { authorization: "" } });
  expect(stranger).toMatchObject({ status: 401, text: expect.stringContaining("urn:parley:problem:sign_in_required") });
  const signIn = { method: "POST", path: "/api/sign-in", body: { password }, headers: { authorization: "" } };
  const cookies = (await call(signInRoute.POST, signIn)).headers.filter(([name]) => name === "set-cookie");
  const cookie = cookies[0]?.[1].split(";")[0] ?? "";
  const headers = { authorization: "", cookie };
  expect((await call(panelsRoute.GET, { path: "/api/panels", headers })).status).toBe(200);
  const foreign = { ...headers, "sec-fetch-site": "cross-site" };
  expect((await call(signOutRoute.POST, { method: "POST", path: "/api/sign-out", headers: foreign })).status).toBe(403);
});

test("too many wrong passwords are answered with 429 and a time to come back", async () => {
  const wrong = { method: "POST", path: "/api/sign-in", body: { password: "wrong" } };
  for (let count = 0; count < 10; count++) await call(signInRoute.POST, wrong);
  const answer = await call(signInRoute.POST, wrong);
  expect(answer.status).toBe(429);
  expect(Number(new Headers(answer.headers).get("retry-after"))).toBeGreaterThan(0);
});

test("an exported file is a download that can be imported again, all of it or nothing", async () => {
  const answer = await call(exportRoute.GET, { path: "/api/panels/export?ids=demo" });
  expect(new Headers(answer.headers).get("content-disposition")).toBe('attachment; filename="demo.parley.json"');
  const file = { method: "POST", path: "/api/panels/import", body: JSON.parse(answer.text) };
  expect((await call(importRoute.POST, file)).text).toContain('"name":"Demo 2"');
  const broken = { ...file.body, panels: [...file.body.panels, { ...file.body.panels[0], name: "" }] };
  const refused = await call(importRoute.POST, { ...file, body: broken });
  expect(refused).toMatchObject({
    status: 400,
    text: expect.stringContaining("Panel 2, name: Give the panel a name."),
  });
  expect(container().panels.list().panels).toHaveLength(7);
});

test("deleting everything needs the words, and leaves what a fresh start has and nothing in the files", async () => {
  const trace = "TRACE of a person";
  const { conversations, mcpServers, panels, providers, settings } = container();
  conversations.create(trace);
  await call(panelsRoute.POST, { method: "POST", path: "/api/panels", body: { ...panel, name: trace } });
  panels.remove("quality");
  panels.rememberLast("budget");
  settings.patch({ theme: "dark" });
  const provider = { label: trace, kind: "openai-compatible", baseUrl: server.address, apiKey: savedKey };
  await call(providersRoute.POST, { method: "POST", path: "/api/providers", body: provider });
  const mcp = { label: trace, url: `${server.address}/mcp`, key: mcpKey };
  const added = await call(mcpServersRoute.POST, { method: "POST", path: "/api/mcp-servers", body: mcp });
  expect(added.status).toBe(201);
  expect(mcpServers.keys()).toEqual([mcpKey]);

  const refused = await call(dataRoute.DELETE, { method: "DELETE", path: "/api/data", body: { confirm: "yes" } });
  expect(refused.status).toBe(400);
  expect(conversations.list({}).conversations).toHaveLength(1);

  const everything = { method: "DELETE", path: "/api/data", body: { confirm: "delete everything" } };
  expect((await call(dataRoute.DELETE, everything)).status).toBe(204);
  expect(conversations.list({}).conversations).toEqual([]);
  expect(panels.list().panels.map(({ panelId }) => panelId)).toEqual([
    "quality",
    "budget",
    "fast",
    "self-fusion",
    "local",
    "demo",
  ]);
  expect(providers.list().map(({ id }) => id)).toEqual(["openai"]);
  expect(mcpServers.list()).toEqual([]);
  expect(mcpServers.keys()).toEqual([]);
  expect(settings.view()).toMatchObject({ theme: "system", answerFont: "serif", singleKeys: true });
  expect(filesIn(folder).filter((file) => readFileSync(file).includes("TRACE"))).toEqual([]);
});

test("deleting everything stops a running turn first and keeps sign-outs", async () => {
  const { access, conversations, turns, data } = container();
  const cookie = access.signIn(password, new Headers()).split(";")[0] ?? "";
  access.signOut(new Headers({ cookie }));
  const { id } = conversations.create("");
  await turns.start(id, { question: "Still there?", mode: "panel", panelId: "demo" } as never, null);
  expect(turns.runningConversationIds().size).toBe(1);
  await data.deleteEverything();
  expect(turns.runningConversationIds().size).toBe(0);
  expect(access.isSignedIn(new Headers({ cookie }))).toBe(false);
});

test("settings keep what is not named, and say where the data is and how much", async () => {
  const patch = { method: "PATCH", path: "/api/settings", body: { theme: "dark" } };
  expect((await call(settingsRoute.PATCH, patch)).status).toBe(200);
  const { text } = await call(settingsRoute.PATCH, { ...patch, body: { columns: 3 } });
  const view: unknown = JSON.parse(text);
  expect(view).toMatchObject({ theme: "dark", columns: 3, answerFont: "serif", passwordOn: true });
  expect(view).toMatchObject({ dataLocation: join(folder, "parley.db"), databaseBytes: expect.any(Number) });
  for (const body of [{ theme: "pink" }, { columns: 5 }, { more: 1 }]) {
    expect((await call(settingsRoute.PATCH, { ...patch, body })).status).toBe(400);
  }
  expect(statSync(join(folder, "parley.db")).size).toBeGreaterThan(0);
});

function filesIn(place: string): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
