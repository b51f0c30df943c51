import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GET as diagnosticsRoute } from "@/app/api/diagnostics/route";
import { GET as healthRoute } from "@/app/api/health/route";
import { DeepHealth, Diagnostics } from "@/lib/core/api-diagnostics";
import { container } from "./container";

const password = "MARKED password of this house";
const key = "sk-MARKED-environment-0123456789";
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-seeing-"));
  vi.stubEnv("PARLEY_DATA_DIR", folder);
  vi.stubEnv("PARLEY_PASSWORD", password);
  vi.stubEnv("PARLEY_LOG_LEVEL", "silent");
  vi.stubEnv("OPENAI_API_KEY", key);
  vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
  vi.stubEnv("OLLAMA_HOST", "http://127.0.0.1:9");
});
afterEach(() => {
  container().close();
  Reflect.deleteProperty(globalThis, Symbol.for("parley"));
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

type Route = (request: Request, context: never) => Promise<Response>;

function ask(route: Route, path: string, authorization = ""): Promise<Response> {
  const headers = { host: "localhost", ...(authorization ? { authorization } : {}) };
  return route(new Request(`http://localhost${path}`, { headers }), noContext());
}

/** Neither route has parameters. */
function noContext(): never {
  return { params: Promise.resolve({}) } as never;
}

test("everybody may know that Parley is up; how it does is for who is signed in", async () => {
  const shallow = await ask(healthRoute, "/api/health");
  expect(Object.keys(await shallow.json()).toSorted()).toEqual(["db", "epoch", "status", "version"]);
  expect((await ask(healthRoute, "/api/health?deep=1")).status).toBe(401);
  expect((await ask(diagnosticsRoute, "/api/diagnostics")).status).toBe(401);
  expect((await ask(healthRoute, "/api/health?deep=1", `Bearer ${password}`)).status).toBe(200);
});

test("deep health uses every part; a database that takes no writes is told with 503", async () => {
  const signedIn = `Bearer ${password}`;
  const good = DeepHealth.parse(await (await ask(healthRoute, "/api/health?deep=1", signedIn)).json());
  expect(good).toMatchObject({ db: "ok", checks: { database: { status: "ok" }, integrity: { status: "ok" } } });
  container().db.$client.pragma("query_only = ON");
  const answer = await ask(healthRoute, "/api/health?deep=1", signedIn);
  container().db.$client.pragma("query_only = OFF");
  expect(answer.status).toBe(503);
  const bad = DeepHealth.parse(await answer.json());
  expect(bad).toMatchObject({ status: "failing", db: "failing", checks: { database: { status: "failing" } } });
});

test("diagnostics count what is open and hold no secret", async () => {
  const read = async () => {
    const answer = await ask(diagnosticsRoute, "/api/diagnostics", `Bearer ${password}`);
    return Diagnostics.parse(await answer.json());
  };
  const before = await read();
  expect(before).toMatchObject({ openStreams: 0, runningTurns: 0, upstream: { queue: 0, running: 0 } });
  expect(before.database.bytes).toBeGreaterThan(0);
  const parley = container();
  parley.db.$client.exec(`
    insert into conversations (id, title, created_at, updated_at) values ('c', '', 0, 0);
    insert into turns (id, conversation_id, question, mode, panel, status, epoch, created_at)
      values ('t', 'c', '?', 'panel', '{}', 'done', 1, 0);
    insert into turn_events values ('t', 1, 'turn-ended', '{"type":"turn-ended","at":0}');
  `);
  const stream = parley.follow("t", 0, new AbortController().signal);
  await stream.next();
  expect((await read()).openStreams).toBe(1);
  await stream.return(null);
  expect((await read()).openStreams).toBe(0);
  expect(JSON.stringify(await read())).not.toContain("MARKED");
});
