import { describe, expect, test } from "vitest";
import type { ModelRequest } from "./model";
import { toolSpecs } from "./tool-calls";
import { openToolSession } from "./tool-session";

const base: ModelRequest = {
  model: "t:yes",
  messages: [{ role: "user", content: "Is water wet?" }],
  temperature: null,
  reasoningEffort: null,
  maxOutputTokens: null,
  dataPolicy: { allowedProviders: [], denyDataCollection: false, zeroRetention: false },
  sessionId: "s",
  signal: new AbortController().signal,
};

const open = () =>
  openToolSession({
    base,
    tools: toolSpecs({ search: true, fetch: true }),
    maxCalls: 16,
    contextTokens: 16_000,
    seed: 1,
    today: "2026-11-20",
    isBroke: () => false,
  });

const call = (written: string) => ({ id: "call00000", name: "web_search", arguments: written });

describe("what a model wrote for a call", () => {
  test("does not go back to it when it is longer than any good call", () => {
    const session = open();
    const planned = session.plan([call(JSON.stringify({ query: "x".repeat(200_000) }))]);
    expect(planned[0]?.call).toMatchObject({ failure: { code: "invalid_arguments" } });
    session.add({ text: "", results: planned.map((each) => ({ planned: each, content: "No." })) });
    expect(JSON.stringify(session.request().messages).length).toBeLessThan(5000);
  });

  test("takes room from the results, as do its words and its thinking", () => {
    for (const spent of [
      { text: "words ".repeat(9_000), query: "a" },
      { text: "", query: "a", replay: { reasoning_content: "thought ".repeat(9_000) } },
    ]) {
      const session = open();
      const planned = session.plan([call(JSON.stringify({ query: spent.query }))]);
      expect(session.mayCall).toBe(true);
      session.add({ ...spent, results: planned.map((each) => ({ planned: each, content: "Found." })) });
      expect(session.mayCall).toBe(false);
    }
  });
});
