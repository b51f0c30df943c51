import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/turns/[turnId]/events/route";
import { Problem } from "@/lib/core/api";
import { PanelSpec } from "@/lib/core/panel";
import { container } from "./container";

const folder = mkdtempSync(join(tmpdir(), "parley-events-"));
let turnId = "";
let newest = 0;

beforeAll(async () => {
  process.env.PARLEY_DATA_DIR = folder;
  process.env.PARLEY_LOG_LEVEL = "silent";
  process.env.PARLEY_DEMO = "on";
  process.env.PARLEY_DEMO_PACE = "0";
  process.env.OLLAMA_HOST = "http://127.0.0.1:9";
  const panel = PanelSpec.parse({ name: "One", panelists: [{ model: "demo:atlas" }], judge: { model: "demo:judge" } });
  const { turns, conversations } = container();
  const { id } = conversations.create("");
  ({ turnId } = await turns.start(id, { question: "What is left?", mode: "panel", panel }, null));
  const seqs = seqsIn(await (await read()).text());
  newest = seqs.at(-1) ?? 0;
});
afterAll(() => {
  container().close();
  rmSync(folder, { recursive: true, force: true });
});

function read(query = "", headers: Record<string, string> = {}, id = turnId): Promise<Response> {
  const request = new Request(`http://localhost/api/turns/${id}/events${query}`, {
    headers: { host: "localhost", ...headers },
  });
  return GET(request, { params: Promise.resolve({ turnId: id }) });
}

function seqsIn(text: string): number[] {
  return [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
}

test("a stream begins anywhere: after 0, in the middle, at the end", async () => {
  for (const after of [0, 1, Math.floor(newest / 2), newest - 1, newest]) {
    const text = await (await read("", { "last-event-id": String(after) })).text();
    expect(seqsIn(text)).toEqual(Array.from({ length: newest - after }, (_, index) => after + 1 + index));
    expect(text).toContain("event: closed");
    expect(await (await read(`?after=${after}`)).text()).toBe(text);
  }
});

test("the header wins over the query", async () => {
  const text = await (await read("?after=nonsense", { "last-event-id": String(newest) })).text();
  expect(seqsIn(text)).toEqual([]);
});

test.each(["-1", "1.5", "1e3", "0x10", "NaN", "", " 3", "9".repeat(15), "9".repeat(400), "id; drop", "٣"])(
  "a last event of %j is answered with 400 and the request's id",
  async (garbage) => {
    const answer = await read(`?after=${encodeURIComponent(garbage)}`, { "x-request-id": "from-the-proxy-1" });
    expect(answer.headers.get("x-request-id")).toBe("from-the-proxy-1");
    const problem = Problem.parse(await answer.json());
    expect(problem).toMatchObject({ status: 400, code: "invalid_request", requestId: "from-the-proxy-1" });
  },
);

test("beyond the newest event is 400, one more than it too", async () => {
  expect((await read(`?after=${newest + 1}`)).status).toBe(400);
});

test("a turn that never was and one whose conversation was deleted look the same", async () => {
  const { conversations, turns } = container();
  const { id } = conversations.create("");
  const panel = PanelSpec.parse({ name: "One", panelists: [{ model: "demo:atlas" }], judge: { model: "demo:judge" } });
  const gone = await turns.start(id, { question: "Who was that?", mode: "panel", panel }, null);
  await (await read("", {}, gone.turnId)).text();
  conversations.remove(id);
  const strip = async (answer: Response) => ({ ...Problem.parse(await answer.json()), requestId: "" });
  const never = await strip(await read("", {}, "never-was"));
  expect(never).toMatchObject({ status: 404, code: "not_found" });
  expect(await strip(await read("", {}, gone.turnId))).toEqual(never);
});
