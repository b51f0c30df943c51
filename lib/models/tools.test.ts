import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import type { ModelRequest, ServerTools, ToolSpec } from "@/lib/core/model";
import { collect, requestTo, shortPolicy } from "./fixtures/call";
import { openaiCompatible } from "./openai-compatible";
import type { ConnectedProvider } from "./provider";
import { timersFor } from "./stream-watch";
import { createToolCallReader } from "./tool-call-reader";
import { usualPolicy } from "./upstream-policy";

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ port: 0 });
});
afterAll(() => upstream.close());

const provider = (kind: ConnectedProvider["kind"]): ConnectedProvider => ({
  id: "p",
  label: "Host",
  kind,
  baseUrl: upstream.baseUrl,
  apiKey: null,
});
const tool: ToolSpec = { name: "web_search", description: "Searches.", parameters: { type: "object" } };

function ask(model: string, more: Partial<ModelRequest> = {}, kind: ConnectedProvider["kind"] = "openai-compatible") {
  const request = requestTo(`scripted/${model}`, { tools: [tool], ...more });
  return collect(openaiCompatible(provider(kind), shortPolicy)(request));
}
const bodyOfLast = () => upstream.requests.at(-1)?.body ?? {};
const argumentsOf = (calls: readonly { arguments: string }[]) => calls.map((call) => JSON.parse(call.arguments));

describe("calls of a model", () => {
  test("are whole although their arguments came in interleaved pieces", async () => {
    const answer = await ask("tools-parallel");
    expect(answer.text).toBe("Let me look that up.");
    expect(argumentsOf(answer.toolCalls)).toEqual([{ query: "boiling point of water" }, { query: "pressure cooker" }]);
    expect(answer.toolCalls.map(({ name }) => name)).toEqual(["web_search", "web_search"]);
    expect(new Set(answer.toolCalls.map(({ id }) => id)).size).toBe(2);
    expect(answer.finished?.finish).toBe("tool_calls");
  });

  test.each(["tools-no-index", "tools-index-zero"])("of %s are told apart", async (model) => {
    const answer = await ask(model);
    expect(argumentsOf(answer.toolCalls)).toEqual([{ query: "one" }, { query: "two" }]);
    expect(new Set(answer.toolCalls.map(({ id }) => id)).size).toBe(2);
    expect(answer.finished?.finish).toBe("tool_calls");
  });

  test("with arguments that are no text are read", async () => {
    expect(argumentsOf((await ask("tools-object-arguments")).toolCalls)).toEqual([{ query: "one" }]);
  });

  test("whose arguments are no JSON are given out as they are", async () => {
    expect((await ask("tools-bad-json")).toolCalls).toMatchObject([{ arguments: '{"query": "boil' }]);
  });

  test("carry the signatures of the thinking before them, joined, and no other answer does", async () => {
    const { finished } = await ask("tools-signed", {}, "openrouter");
    const details = [{ type: "reasoning.text", index: 0, text: "I need a search.", signature: "signed-0" }];
    expect(finished?.replay).toEqual({ reasoning_details: details });
    expect((await ask("reasoning", {}, "openrouter")).finished).not.toHaveProperty("replay");
  });
});

describe("the request", () => {
  test("names the tools, and forbids calls only when asked to", async () => {
    await ask("plain-a");
    expect(bodyOfLast().tools).toEqual([{ type: "function", function: tool }]);
    expect(bodyOfLast()).not.toHaveProperty("tool_choice");
    await ask("plain-a", { toolChoice: "none" });
    expect(bodyOfLast()).toMatchObject({ tools: [{ type: "function" }], tool_choice: "none" });
  });

  test("without tools has no key about them", async () => {
    await ask("plain-a", { tools: [], toolChoice: "none" });
    expect(Object.keys(bodyOfLast())).not.toContain("tools");
    expect(Object.keys(bodyOfLast())).not.toContain("tool_choice");
  });

  test("gives calls and results back in the host's form, with what must be replayed", async () => {
    const call = { id: "c1", name: "web_search", arguments: '{"query":"x"}' };
    await ask("plain-a", {
      messages: [
        { role: "user", content: "Q" },
        { role: "assistant", content: "", toolCalls: [call], replay: { reasoning_content: "I think." } },
        { role: "tool", callId: "c1", content: "R" },
      ],
    });
    const wire = { id: "c1", type: "function", function: { name: "web_search", arguments: '{"query":"x"}' } };
    expect(bodyOfLast().messages).toEqual([
      { role: "user", content: "Q" },
      { role: "assistant", content: null, tool_calls: [wire], reasoning_content: "I think." },
      { role: "tool", tool_call_id: "c1", content: "R" },
    ]);
  });
});

describe("tools on the provider's side", () => {
  const serverTools: ServerTools = {
    search: true,
    fetch: true,
    maxCalls: 3,
    maxResults: 5,
    allowedDomains: [],
    excludedDomains: [],
  };

  test("are asked for with their limits, and their use and citations are read", async () => {
    const answer = await ask("server-tools", { tools: [], serverTools }, "openrouter");
    expect(bodyOfLast().tools).toEqual([
      { type: "openrouter:web_search", parameters: { max_results: 5, max_uses: 3 } },
      { type: "openrouter:web_fetch", parameters: { max_uses: 3 } },
    ]);
    expect(bodyOfLast().stop_server_tools_when).toEqual([{ type: "step_count_is", step_count: 3 }]);
    expect(answer.finished?.serverToolUse).toEqual({ calls: 2, searches: 1 });
    const citation = { url: "https://example.org/boiling", title: "Boiling points", snippet: "Water boils at 100." };
    expect(answer.citations).toEqual([citation]);
  });

  test("keep domains out under the name that each tool has for it, by an engine that obeys", async () => {
    await ask("server-tools", { serverTools: { ...serverTools, excludedDomains: ["a.example"] } }, "openrouter");
    const limits = { max_results: 5, max_uses: 3 };
    expect(bodyOfLast().tools).toEqual([
      { type: "function", function: tool },
      { type: "openrouter:web_search", parameters: { engine: "exa", ...limits, excluded_domains: ["a.example"] } },
      {
        type: "openrouter:web_fetch",
        parameters: { engine: "openrouter", max_uses: 3, blocked_domains: ["a.example"] },
      },
    ]);
  });

  test("are never sent to a plain host", async () => {
    await ask("plain-a", { tools: [], serverTools });
    expect(Object.keys(bodyOfLast())).not.toContain("tools");
    expect(Object.keys(bodyOfLast())).not.toContain("stop_server_tools_when");
  });

  test("may be silent for longer than an answer without tools", () => {
    const remote = { kind: "openrouter" } as const;
    const plain = timersFor(usualPolicy, remote, { reasoningEffort: null });
    expect(timersFor(usualPolicy, remote, { reasoningEffort: null, serverTools }).contentIdleMs).toBeGreaterThan(
      plain.contentIdleMs,
    );
  });
});

test.each([
  [
    "a new id in every piece",
    [
      { id: "x", index: 0, function: { name: "f", arguments: "{" } },
      { id: "y", index: 0, function: { arguments: "}" } },
    ],
    1,
  ],
  [
    "the name in every piece",
    [
      { index: 0, function: { name: "f", arguments: "{" } },
      { index: 0, function: { name: "f", arguments: "}" } },
    ],
    1,
  ],
  ["no index and no id, arguments after the name", [{ function: { name: "f" } }, { function: { arguments: "{}" } }], 1],
  [
    "two whole calls with ids and no index",
    [
      { id: "x", function: { name: "f", arguments: "{}" } },
      { id: "y", function: { name: "f", arguments: "{}" } },
    ],
    2,
  ],
] as const)("pieces with %s are put together", (_, pieces, calls) => {
  const reader = createToolCallReader();
  for (const piece of pieces) reader.read({ tool_calls: [piece] });
  expect(reader.calls().map((call) => call.arguments)).toEqual(Array(calls).fill("{}"));
});
