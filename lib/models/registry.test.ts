import { expect, test } from "vitest";
import { FailureError } from "@/lib/core/failure";
import type { StreamModel } from "@/lib/core/model";
import { collect, requestTo } from "./fixtures/call";
import type { ConnectedProvider } from "./provider";
import { modelRegistry } from "./registry";

const local: ConnectedProvider = { id: "ollama", label: "Ollama", kind: "local", baseUrl: "http://l/v1", apiKey: null };
const router: ConnectedProvider = { ...local, id: "openrouter", label: "OpenRouter", kind: "openrouter" };
const demo: ConnectedProvider = { ...local, id: "demo", label: "Demo", kind: "demo" };

const lists: Record<string, string[]> = {
  ollama: ["llama3.2:3b", "openai/gpt-oss"],
  openrouter: ["openai/gpt-oss", "~openai/gpt-latest"],
  demo: ["atlas"],
};

/** A model that says who was asked for what. */
const says = (who: string): StreamModel =>
  async function* ({ model }) {
    yield { type: "text", text: `${who} ${model}` };
  };

function registry(connected: ConnectedProvider[] = [local, router, demo]) {
  return modelRegistry({
    connected: () => connected,
    listed: (id) => (lists[id] ? new Set(lists[id]) : null),
    adapters: { demo: says("demo"), remote: ({ id }) => says(id) },
  });
}

function resolved(name: string, connected?: ConnectedProvider[]) {
  const { provider, model } = registry(connected).resolve(name);
  return `${provider.id} ${model}`;
}

test.each([
  ["openrouter:openai/gpt-5:free", "openrouter openai/gpt-5:free"],
  ["ollama:llama3.2:3b", "ollama llama3.2:3b"],
  ["demo:atlas", "demo atlas"],
])("%s names its provider before the first colon: %s", (name, meaning) => {
  expect(resolved(name)).toBe(meaning);
});

test.each([
  ["llama3.2:3b", "ollama llama3.2:3b"],
  ["openai/gpt-oss", "openrouter openai/gpt-oss"],
  ["openai/gpt-oss:nitro", "openrouter openai/gpt-oss:nitro"],
  ["~openai/gpt-latest", "openrouter ~openai/gpt-latest"],
  ["atlas", "demo atlas"],
])("the bare id %s is the first provider's that lists it, OpenRouter first: %s", (name, meaning) => {
  expect(resolved(name)).toBe(meaning);
});

test("a provider that was connected later is seen at once", () => {
  const connected: ConnectedProvider[] = [];
  const { resolve } = registry(connected);
  expect(() => resolve("ollama:llama3.2:3b")).toThrow("No provider named");
  connected.push(local);
  expect(resolve("ollama:llama3.2:3b").provider).toBe(local);
});

test.each([
  ["nobody", 'No connected provider lists the model "nobody".'],
  ["llama3.2:70b", 'No provider named "llama3.2" is connected, and no connected provider lists "llama3.2:70b".'],
  ["openrouter:", 'No provider named "openrouter" is connected'],
  ["demo:atlas", 'No provider named "demo" is connected'],
])("%s is an unknown model, and the failure says why", (name, words) => {
  const failing = () => registry([local]).resolve(name);
  expect(failing).toThrow(FailureError);
  expect(failing).toThrow(words);
});

test("a call goes to its provider with the provider's own id; the demo keeps the whole name", async () => {
  const { streamModel } = registry();
  expect((await collect(streamModel(requestTo("openrouter:a/b")))).text).toBe("openrouter a/b");
  expect((await collect(streamModel(requestTo("llama3.2:3b")))).text).toBe("ollama llama3.2:3b");
  expect((await collect(streamModel(requestTo("demo:atlas")))).text).toBe("demo demo:atlas");
  expect((await collect(streamModel(requestTo("nobody")))).failure?.code).toBe("unknown_model");
});

test("a data policy with a list of providers keeps every other from being called", async () => {
  const { streamModel } = registry();
  const dataPolicy = { allowedProviders: ["ollama"], denyDataCollection: false, zeroRetention: false };
  const refused = await collect(streamModel(requestTo("openrouter:a/b", { dataPolicy })));
  expect(refused).toMatchObject({
    text: "",
    failure: { code: "provider_not_allowed", message: expect.stringContaining("OpenRouter") },
  });
  expect((await collect(streamModel(requestTo("ollama:x", { dataPolicy })))).text).toBe("ollama x");
});
