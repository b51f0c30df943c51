import { expect } from "@playwright/test";
import { Problem } from "@/lib/core/api";
import type { FailureCode } from "@/lib/core/failure";
import { demoPanel, panelOf } from "./support/panels";
import { type RawRequest, sendRaw } from "./support/raw-request";
import { test } from "./support/test";

type Case = { what: string; status: number; code: FailureCode; request: RawRequest };

const question = "Is this a question?";
const turns = "/api/conversations/CONVERSATION/turns";

const about = { verdictId: "v1", pointId: "c1" };
const drop = { pointId: "c1", decision: "drop", panelistIds: [] };

const cases: readonly Case[] = [
  refused("an empty question", 400, "invalid_request", post(turns, { question: "  \n ", panel: demoPanel })),
  refused(
    "200,000 characters",
    400,
    "invalid_request",
    post(turns, { question: "a".repeat(200_000), panel: demoPanel }),
  ),
  refused("no panelist", 400, "invalid_request", post(turns, { question, panel: panelOf("Nobody", []) })),
  refused("nine panelists", 400, "invalid_request", post(turns, { question, panel: panelOf("Crowd", seats(9)) })),
  refused("no panel at all", 400, "invalid_request", post(turns, { question })),
  refused("an unknown field", 400, "invalid_request", post(turns, { question, panel: demoPanel, admin: true })),
  refused("an unknown mode", 400, "invalid_request", post(turns, { question, panel: demoPanel, mode: "swarm" })),
  ...[
    { mode: "solo", soloPanelistId: "p7" },
    { mode: "solo", soloPanelistId: "first" },
    { mode: "panel", soloPanelistId: "p1" },
  ].map((body) =>
    refused(
      `mode ${body.mode}, seat ${body.soloPanelistId}`,
      400,
      "invalid_request",
      post(turns, { question, panel: demoPanel, ...body }),
    ),
  ),
  refused("an unknown panel", 404, "not_found", post(turns, { question, panelId: "nobody-knows-this" })),
  refused(
    "an unknown conversation",
    404,
    "not_found",
    post("/api/conversations/none/turns", { question, panel: demoPanel }),
  ),
  refused(
    "an unknown parent turn",
    400,
    "invalid_request",
    post(turns, { question, panel: demoPanel, parentTurnId: "none" }),
  ),
  refused("an empty saved panel", 400, "invalid_request", post("/api/panels", panelOf("Nobody", []))),
  refused("a saved panel of nine", 400, "invalid_request", post("/api/panels", panelOf("Crowd", seats(9)))),
  refused("a panel without a name", 400, "invalid_request", post("/api/panels", panelOf("  ", seats(2)))),
  refused(
    "a provider with a file address",
    400,
    "invalid_request",
    post("/api/providers", provider("file:///etc/passwd")),
  ),
  refused("malformed JSON", 400, "invalid_request", postText(turns, "{ question: ")),
  refused("a JSON array", 400, "invalid_request", postText(turns, "[1, 2]")),
  refused("no body", 400, "invalid_request", postText(turns, "")),
  refused("10,000 levels", 400, "invalid_request", postText(turns, `${"[".repeat(10_000)}${"]".repeat(10_000)}`)),
  refused("a prototype key", 400, "invalid_request", postText(turns, '{"__proto__":{"question":"x"}}')),
  refused(
    "2 MB of JSON",
    413,
    "payload_too_large",
    postText(turns, JSON.stringify({ question: "a".repeat(2_000_000) })),
  ),
  refused("a form", 415, "unsupported_media_type", postText(turns, "question=x", "application/x-www-form-urlencoded")),
  refused("plain text", 415, "unsupported_media_type", postText(turns, "{}", "text/plain")),
  refused("another site's request", 403, "cross_site", fromElsewhere({ "sec-fetch-site": "cross-site" })),
  refused("another site's origin", 403, "cross_site", fromElsewhere({ origin: "https://attacker.example" })),
  refused("another host's name", 421, "unknown_host", {
    path: "/api/conversations",
    headers: { host: "attacker.example" },
  }),
  ...["GET", "PATCH", "DELETE"].map((method) =>
    refused(`${method} of an unknown conversation`, 404, "not_found", bodyless(method, "/api/conversations/none")),
  ),
  ...["/api/turns/none", "/api/turns/none/events", "/api/panels/none"].map((path) =>
    refused(`GET of an unknown id: ${path}`, 404, "not_found", { path }),
  ),
  ...["stop", "panelists/p1/stop", "panelists/p1/retry", "verdicts", "panel"].map((path) =>
    refused(`POST to an unknown turn: ${path}`, 404, "not_found", post(`/api/turns/none/${path}`, {})),
  ),
  refused("a ruling on an unknown turn", 404, "not_found", rule({ ...about, ruling: drop })),
  refused("a rebuttal in an unknown turn", 404, "not_found", post("/api/turns/none/rebuttals", about)),
  refused("rulings on an unknown turn", 404, "not_found", post("/api/turns/none/verdicts", { rulings: [drop] })),
  ...[
    { ...about, ruling: { ...drop, decision: "side" } },
    { ...about, ruling: { ...drop, panelistIds: ["p1"] } },
    { ...about, ruling: { ...drop, decision: "side", panelistIds: ["p10"] } },
    { ...about, ruling: { ...drop, decision: "maybe" } },
    { ...about, ruling: { ...drop, pointId: "1" } },
    { ...about, ruling: { ...drop, note: "x" } },
    { ...about, verdictId: "1", ruling: drop },
    { verdictId: "v1", ruling: drop },
    about,
  ].map((ruling, index) => refused(`a ruling of the wrong shape, ${index + 1}`, 400, "invalid_request", rule(ruling))),
  ...[{}, { verdictId: "v1" }, { ...about, pointId: 1 }, { ...about, all: true }].map((body, index) =>
    refused(
      `a rebuttal of the wrong shape, ${index + 1}`,
      400,
      "invalid_request",
      post("/api/turns/none/rebuttals", body),
    ),
  ),
  ...[
    { rulings: [drop], judge: "demo:judge" },
    { rulings: [drop], panelistIds: ["p1"] },
    { rulings: drop },
    { rulings: Array.from({ length: 41 }, () => drop) },
  ].map((body, index) =>
    refused(`rulings of the wrong shape, ${index + 1}`, 400, "invalid_request", post("/api/turns/none/verdicts", body)),
  ),
  refused("an unknown provider", 404, "not_found", post("/api/providers/none/test", {})),
];

for (const { what, status, code, request } of cases) {
  test(`${what} is refused with a problem document`, async ({ app, api }) => {
    const path = request.path.replace("CONVERSATION", await newConversation(api));
    const answer = await sendRaw(app.url, { ...request, path });
    expect(answer.status, answer.body).toBe(status);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    const problem = Problem.parse(JSON.parse(answer.body));
    expect(problem).toMatchObject({ status, code, type: `urn:parley:problem:${code}` });
    expect(problem.detail).not.toBe("");
    expect((await sendRaw(app.url, { path: "/api/health" })).status).toBe(200);
  });
}

test("a question that is refused leaves no turn behind", async ({ api }) => {
  const conversation = await newConversation(api);
  await api.send("POST", `/api/conversations/${conversation}/turns`, { question: "", panel: demoPanel });
  expect((await api.conversation(conversation)).turns).toEqual([]);
});

test("a second panel of the same name is refused", async ({ api }) => {
  await api.savePanel(panelOf("Twice", seats(2)));
  const answer = await api.send("POST", "/api/panels", panelOf("Twice", seats(2)));
  expect(answer.status).toBe(409);
  expect(Problem.parse(await answer.json()).code).toBe("conflict");
});

test("an unknown model costs only its seat and is named", async ({ api }) => {
  const panel = panelOf("Half known", ["demo:atlas", "demo:nobody"]);
  const { turnId } = await api.ask({ question, panel });
  const turn = await api.finished(turnId);
  expect(turn.status).toBe("done");
  const [known, unknown] = turn.answers;
  expect(known?.status).toBe("done");
  expect(unknown?.failure).toMatchObject({ code: "unknown_model", message: expect.stringContaining("demo:nobody") });
});

test("the same key asks once", async ({ app, api }) => {
  const conversation = await newConversation(api);
  const path = `/api/conversations/${conversation}/turns`;
  const request = post(path, { question, panel: demoPanel });
  const headers = { ...request.headers, "idempotency-key": "one-and-the-same" };
  const [first, second] = await Promise.all([
    sendRaw(app.url, { ...request, headers }),
    sendRaw(app.url, { ...request, headers }),
  ]);
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(JSON.parse(first.body)).toEqual(JSON.parse(second.body));
  expect((await api.conversation(conversation)).turns).toHaveLength(1);
});

function refused(what: string, status: number, code: FailureCode, request: RawRequest): Case {
  return { what, status, code, request };
}

function post(path: string, body: unknown): RawRequest {
  return postText(path, JSON.stringify(body));
}

function rule(ruling: unknown): RawRequest {
  return { ...post("/api/turns/none", { ruling }), method: "PATCH" };
}

function postText(path: string, body: string, type = "application/json"): RawRequest {
  return { method: "POST", path, body, headers: { "content-type": type } };
}

function bodyless(method: string, path: string): RawRequest {
  return method === "PATCH" ? { ...post(path, { title: "New" }), method } : { method, path };
}

function fromElsewhere(headers: Record<string, string>): RawRequest {
  const request = post(turns, { question, panel: demoPanel });
  return { ...request, headers: { ...request.headers, ...headers } };
}

function seats(count: number): string[] {
  return Array.from({ length: count }, () => "demo:atlas");
}

function provider(baseUrl: string) {
  return { label: "Wrong", kind: "openai-compatible", baseUrl };
}

async function newConversation(api: { json(method: string, path: string, body: unknown): Promise<unknown> }) {
  const conversation = await api.json("POST", "/api/conversations", {});
  return (conversation as { id: string }).id;
}
