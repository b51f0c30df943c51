import { describe, expect, test } from "vitest";
import type { TurnPorts } from "@/lib/core/ports";
import { pretendWeb } from "@/lib/core/web-kit";
import { openaiCompatible } from "@/lib/models/openai-compatible";
import { inputText, lastMessage } from "./request";
import { boiling, failuresOf, hits, openResearchTests } from "./research-kit";
import { plainAnswer } from "./texts";
import { foreignAddress, inventedAddress } from "./tools";

const { research, callsOf, judged } = openResearchTests(openaiCompatible);

describe("a model's own calls", () => {
  test("search, read and cite: the page is a source, an invented link is only cited", async () => {
    const { turn, answer, web, requests } = await research("tools-read");
    expect(answer).toMatchObject({ status: "done", toolWay: "own" });
    expect(answer.toolCalls).toMatchObject([
      { callId: "t1", tool: "web_search", input: "boiling point of water", status: "done", engine: "Pretend" },
      { callId: "t2", tool: "web_fetch", input: boiling, status: "done", sourceIds: ["S1"], words: 9 },
    ]);
    expect(web).toMatchObject({ searched: ["boiling point of water"], fetched: [boiling] });
    expect(turn.sources.map(({ id, url, status }) => [id, url, status])).toEqual([
      ["S1", boiling, "fetched"],
      ["S2", "https://example.com/pressure", "found"],
      ["S3", inventedAddress, "cited"],
    ]);
    expect(requests).toHaveLength(3);
    const judging = judged();
    expect(judging).toContain("See the page[S1], [S1] and another[S3].");
    expect(judging).toContain("invented.example | cited");
  });

  test("count together with the tokens and the cost of every step", async () => {
    const { turn, answer, requests } = await research("tools-read");
    const sent = requests.map(({ body }) => Math.ceil(inputText(body).length / 4));
    expect(sent).toHaveLength(3);
    expect(answer.usage?.promptTokens).toBe(sent.reduce((sum, tokens) => sum + tokens, 0));
    expect(answer.costUsd).toBeGreaterThan((sent[2] ?? 0) * 0.0000001);
    expect(turn.totals.callsOfUnknownCost).toBe(0);
  });

  test("of one step run together, and the words before them are a paragraph", async () => {
    let running = 0;
    let most = 0;
    const web = pretendWeb({ hits });
    const searchWeb: TurnPorts["searchWeb"] = async (request) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      await Promise.resolve();
      running -= 1;
      return web.searchWeb(request);
    };
    const { answer } = await research("tools-parallel", { ports: { searchWeb } });
    expect(most).toBe(2);
    expect(answer.toolCalls.map(({ status }) => status)).toEqual(["done", "done"]);
    expect(answer.text.startsWith(`Let me look that up.\n\n${plainAnswer("t").slice(0, 20)}`)).toBe(true);
  });

  test.each(["tools-no-index", "tools-index-zero"])("of %s are made and answered", async (model) => {
    const { answer, requests } = await research(model);
    expect(answer.toolCalls.map(({ input, status }) => [input, status])).toEqual([
      ["one", "done"],
      ["two", "done"],
    ]);
    expect(answer.status).toBe("done");
    const messages = requests[1]?.body?.messages;
    expect(messages).toMatchObject([{}, {}, { role: "assistant" }, { role: "tool" }, { role: "tool" }]);
  });

  test("with bad JSON are told so, go back as valid JSON, and can be mended", async () => {
    const { answer, requests } = await research("tools-bad-json");
    expect(failuresOf(answer)).toEqual(["invalid_arguments", "none"]);
    expect(JSON.stringify(requests[1]?.body)).toContain('"arguments":"{}"');
    expect(lastMessage(requests[1]?.body ?? null)).toContain('{"query": "words to search for"}');
    expect(answer.status).toBe("done");
  });

  test("of a tool that is not there name those that are", async () => {
    const { answer, requests } = await research("tools-unknown");
    expect(answer.toolCalls).toMatchObject([{ tool: "run_shell", failure: { code: "unknown_tool" } }]);
    expect(lastMessage(requests[1]?.body ?? null)).toContain("web_search, web_fetch");
    expect(answer.status).toBe("done");
  });

  test("that are repeated are not made again", async () => {
    const { answer, web } = await research("tools-repeat");
    expect(web.searched).toEqual(["again"]);
    expect(new Set(failuresOf(answer))).toEqual(new Set(["none", "repeated_call"]));
    expect(answer.status).toBe("done");
    expect(answer.toolCalls.length).toBeLessThanOrEqual(4 + 3);
  });

  test.each([1, 3, 4, 16])("stop at the panel's limit of %i, and then an answer is forced", async (maxToolCalls) => {
    const { answer, web, requests } = await research("tools-endless", { tools: { maxToolCalls } });
    expect(web.searched).toHaveLength(maxToolCalls);
    expect(requests.length).toBeLessThanOrEqual(maxToolCalls + 1);
    expect(requests.at(-1)?.body).toMatchObject({ tool_choice: "none" });
    expect(failuresOf(answer).filter((code) => code === "call_limit")).toHaveLength(maxToolCalls % 2);
    expect(answer).toMatchObject({ status: "done", text: expect.stringContaining(plainAnswer("t")) });
  });

  test("that go on although they are forbidden meet a question without any tools", async () => {
    const { answer, requests } = await research("tools-stubborn", { tools: { maxToolCalls: 2 } });
    expect(answer).toMatchObject({ status: "done", text: expect.stringContaining(boiling) });
    expect(requests).toHaveLength(4);
    expect(Object.keys(requests.at(-1)?.body ?? {})).not.toContain("tools");
    expect(requests.at(-1)?.body?.messages).toMatchObject([{ role: "system" }, { role: "user" }]);
  });

  test("for an address that nobody gave it reach nothing", async () => {
    const { answer, web } = await research("tools-foreign");
    expect(answer.toolCalls).toMatchObject([{ input: foreignAddress, failure: { code: "unknown_address" } }]);
    expect(web.fetched).toEqual([]);
    expect(answer.status).toBe("done");
  });

  test("for an address of the question are made", async () => {
    const { answer, web } = await research("tools-foreign", { question: `What says ${foreignAddress}?` });
    expect(web.fetched).toEqual([foreignAddress]);
    expect(failuresOf(answer)).toEqual(["http_error"]);
    expect(answer.status).toBe("done");
  });

  test("give back the signed thinking that came with them", async () => {
    const { requests } = await research("tools-signed");
    expect(requests[1]?.body?.messages).toMatchObject([
      {},
      {},
      { role: "assistant", reasoning_details: [{ text: "I need a search.", signature: "signed-0" }] },
      {},
    ]);
  });

  test("are not offered to a panelist that is to leave the web alone, nor when the panel has no tools", async () => {
    for (const setting of [{ webTools: false }, { tools: { search: false, fetch: false } }]) {
      const { answer, requests } = await research("tools-parallel", setting);
      expect(Object.keys(requests[0]?.body ?? {})).not.toContain("tools");
      expect(answer).not.toHaveProperty("toolWay");
    }
    const { answer } = await research("tools-parallel", { tools: { search: true, fetch: false } });
    expect(answer.toolCalls).toHaveLength(2);
    const { tools: offered } = callsOf("tools-parallel").at(-2)?.body ?? {};
    expect(offered).toMatchObject([{ function: { name: "web_search" } }]);
    expect(offered).toHaveLength(1);
  });
});

describe("tools on the provider's side", () => {
  test("leave citations as sources that were found, and only the number of their calls", async () => {
    const setting = { kind: "openrouter" as const, ports: { toolWayOf: () => "server" as const } };
    const { turn, answer, requests, web } = await research("server-tools", setting);
    expect(answer).toMatchObject({ toolWay: "server", toolCalls: [], serverToolUse: { calls: 2, searches: 1 } });
    expect(turn.sources).toMatchObject([{ id: "S1", url: boiling, status: "found", seenBy: ["p1"], citedBy: ["p1"] }]);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.body?.tools).toMatchObject([
      { type: "openrouter:web_search" },
      { type: "openrouter:web_fetch" },
    ]);
    expect(web.searched).toEqual([]);
  });
});
