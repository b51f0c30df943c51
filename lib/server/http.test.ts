import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Problem } from "@/lib/core/api";
import { FailureError, failure } from "@/lib/core/failure";
import { ConversationId } from "@/lib/core/ids";
import { container } from "./container";
import { handle, pathId, readJson } from "./http";

const folder = mkdtempSync(join(tmpdir(), "parley-http-"));
beforeAll(() => {
  process.env.PARLEY_DATA_DIR = folder;
  process.env.PARLEY_LOG_LEVEL = "silent";
});
afterAll(() => {
  container().close();
  rmSync(folder, { recursive: true, force: true });
});

const Body = z.strictObject({ title: z.string().min(1, "Give a title."), count: z.number().optional() });
const route = handle(async (request) => Response.json(await readJson(request, Body)));

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  const all = { host: "localhost", "content-type": "application/json", ...headers };
  return new Request("http://localhost/api/x", { method: "POST", body, headers: all, duplex: "half" } as RequestInit);
}

async function problemIn(response: Promise<Response>) {
  const answer = await response;
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const problem = Problem.parse(await answer.json());
  expect(problem.status).toBe(answer.status);
  expect(problem.type).toBe(`urn:parley:problem:${problem.code}`);
  return problem;
}

test("a good body comes through as the schema gives it", async () => {
  const response = await route(post('{"title":"A"}'), {});
  expect(await response.json()).toEqual({ title: "A" });
  const withCharset = await route(post('{"title":"Ä"}', { "content-type": "Application/JSON; charset=utf-8" }), {});
  expect(await withCharset.json()).toEqual({ title: "Ä" });
});

test("every wrong field is named", async () => {
  const problem = await problemIn(route(post('{"title":"","count":"many","extra":1}'), {}));
  expect(problem).toMatchObject({ status: 400, code: "invalid_request", detail: "Give a title." });
  expect(problem.errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(["title", "count"]));
});

test.each(["{", "", "null", '"text"', "[]", '{"title":"A"}{"title":"B"}'])("%j is answered with 400", async (body) => {
  expect(await problemIn(route(post(body), {}))).toMatchObject({ status: 400, code: "invalid_request" });
});

test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
  "a body of type %s is refused",
  async (type) => {
    const problem = await problemIn(route(post('{"title":"A"}', { "content-type": type }), {}));
    expect(problem).toMatchObject({ status: 415, code: "unsupported_media_type" });
  },
);

test("a body above 1 MB is refused by its length, and by counting when it does not say its length", async () => {
  const large = JSON.stringify({ title: "x".repeat(1_000_001) });
  const told = post("{}", { "content-length": "1000001" });
  expect(await problemIn(route(told, {}))).toMatchObject({ status: 413, code: "payload_too_large" });
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(new TextEncoder().encode(large.slice(0, 100_000)));
    },
  });
  expect(await problemIn(route(post(endless), {}))).toMatchObject({ status: 413, code: "payload_too_large" });
  expect(sent).toBeLessThan(20);
});

test("a character that is cut in two by the network arrives whole", async () => {
  const bytes = new TextEncoder().encode('{"title":"é"}');
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  expect(await (await route(post(body), {})).json()).toEqual({ title: "é" });
});

test("a failure becomes its status and words; an unknown error keeps its text to itself", async () => {
  const failing = handle(() => {
    throw new FailureError(failure("conflict", "Not now.", 409));
  });
  expect(await problemIn(failing(post("{}"), {}))).toMatchObject({
    status: 409,
    title: "Conflict",
    detail: "Not now.",
  });
  const breaking = handle(() => {
    throw new Error("secret sk-123");
  });
  const problem = await problemIn(breaking(post("{}"), {}));
  expect(problem).toMatchObject({ status: 500, code: "unexpected_error" });
  expect(JSON.stringify(problem)).not.toContain("sk-123");
});

test("a failure of another instance of the module is still known", async () => {
  const foreign = Object.assign(new Error("Not now."), {
    name: "FailureError",
    failure: failure("rate_limited", "Not now.", 429),
    retryAfterSeconds: 30,
  });
  const response = await handle(() => {
    throw foreign;
  })(post("{}"), {});
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "30"]);
});

test("a foreign Host and a cross-site request are refused before the handler runs", async () => {
  let ran = false;
  const guarded = handle(() => {
    ran = true;
    return new Response("ok");
  });
  expect(await problemIn(guarded(post("{}", { host: "evil.example" }), {}))).toMatchObject({ status: 421 });
  expect(await problemIn(guarded(post("{}", { "sec-fetch-site": "cross-site" }), {}))).toMatchObject({ status: 403 });
  expect(ran).toBe(false);
});

test("an id that cannot exist is not found", () => {
  expect(() => pathId(ConversationId, "../etc/passwd")).toThrow(FailureError);
  expect(pathId(ConversationId, "a-1_B")).toBe("a-1_B");
});
