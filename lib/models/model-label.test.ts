import { expect, test } from "vitest";
import { familyOf, labelFromId, labelFromName } from "./model-label";

test.each([
  ["openai/gpt-5.4", "GPT-5.4"],
  ["gpt-4o-mini", "GPT-4o Mini"],
  ["deepseek/deepseek-v4-pro", "DeepSeek V4 Pro"],
  ["llama3.2:3b", "Llama 3.2 3B"],
  ["qwen3:latest", "Qwen 3"],
  ["gemma3:27b-it-qat", "Gemma 3 27B IT QAT"],
  ["mixtral:8x7b", "Mixtral 8x7B"],
  ["~anthropic/claude-opus-latest", "Claude Opus Latest"],
  ["meta-llama/Llama-3.1-8B-Instruct", "Llama 3.1 8B Instruct"],
  ["o3-mini", "o3 Mini"],
  ["models/mistral-7b.Q4_K_M.gguf", "Mistral 7b.Q4 K M"],
  ["/", "/"],
])("people call %s %s", (id, label) => {
  expect(labelFromId(id)).toBe(label);
});

test("a name the provider gives wins, without the vendor in front", () => {
  expect(labelFromName("OpenAI: GPT-5.4", "openai/gpt-5.4")).toBe("GPT-5.4");
  expect(labelFromName("Claude Opus (latest)", "~anthropic/claude-opus-latest")).toBe("Claude Opus (latest)");
  expect(labelFromName("llama3.2:3b", "llama3.2:3b")).toBe("Llama 3.2 3B");
  expect(labelFromName(null, "kimi-k2")).toBe("Kimi K2");
});

test.each([
  ["deepseek/deepseek-v4-pro", "deepseek"],
  ["~anthropic/claude-opus-latest", "anthropic"],
  ["claude-opus-4", "anthropic"],
  ["llama3.2:3b", "meta-llama"],
  ["gpt-5.4", "openai"],
  ["o3-mini", "openai"],
  ["deepseek-r1:8b", "deepseek"],
  ["my-own-model", "my"],
])("the family of %s is %s", (id, family) => {
  expect(familyOf(id)).toBe(family);
});
