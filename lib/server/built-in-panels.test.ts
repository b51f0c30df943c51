import { expect, test } from "vitest";
import { splitModelName } from "@/lib/core/panel-rules";
import { demoModels } from "@/lib/models/demo/demo-models";
import { builtInPanels, localPanel, withListedModels } from "./built-in-panels";
import { modelRow } from "./test-parts";

function builtIn(panelId: string) {
  const found = builtInPanels().find((one) => one.panelId === panelId);
  if (!found) throw new Error(`No built-in panel ${panelId}.`);
  return found.panel;
}

const seatsOf = (panel: { panelists: { model: string }[] }) => panel.panelists.map(({ model }) => model);

test("a new installation has Quality, Budget, Fast, Self-fusion, Local and Demo", () => {
  expect(builtInPanels().map(({ panel }) => panel.name)).toEqual([
    "Quality",
    "Budget",
    "Fast",
    "Self-fusion",
    "Local",
    "Demo",
  ]);
});

test("self-fusion seats one model twice and lets it judge", () => {
  const panel = builtIn("self-fusion");
  expect(seatsOf(panel)).toEqual([panel.judge.model, panel.judge.model]);
});

test("the demo panel seats only models that the demo has", () => {
  const known = new Set(demoModels.map(({ name }) => name));
  const panel = builtIn("demo");
  expect(seatsOf(panel)).toHaveLength(5);
  for (const model of [...seatsOf(panel), panel.judge.model]) expect(known).toContain(model);
  expect(panel.panelists.every(({ role }) => role !== "")).toBe(true);
});

test("the local panel takes the largest model of three families, and the largest of all judges", () => {
  const models = [
    "ollama:llama3.2:3b",
    "ollama:llama3.1:70b",
    "ollama:qwen3:8b",
    "ollama:gemma3:27b",
    "ollama:phi4:14b",
  ];
  const rows = models.map((name) => modelRow(name, { family: /^[a-z]+/.exec(splitModelName(name).model)?.[0] ?? "" }));
  const panel = localPanel([...rows, modelRow("ollama:nomic-embed-text:800b", { family: "nomic" })]);
  expect(seatsOf(panel)).toEqual(["ollama:llama3.1:70b", "ollama:gemma3:27b", "ollama:phi4:14b"]);
  expect(panel.judge.model).toBe("ollama:llama3.1:70b");
});

test("the only local model sits twice; without any the panel says what to start", () => {
  expect(seatsOf(localPanel([modelRow("ollama:llama3.2:3b")]))).toEqual(["ollama:llama3.2:3b", "ollama:llama3.2:3b"]);
  expect(localPanel([]).description).toMatch(/Start Ollama/);
});

test("a model that is no longer listed gives its seat to the first of its family, and the panel says so", () => {
  const listed = [
    "openrouter:~google/gemini-flash-latest",
    "openrouter:~moonshotai/kimi-latest",
    "openrouter:deepseek/deepseek-v5",
    "openrouter:deepseek/deepseek-v4-flash",
    "openrouter:~anthropic/claude-opus-latest",
  ].map((name) => modelRow(name));
  const panel = withListedModels(builtIn("budget"), listed);
  expect(seatsOf(panel)[2]).toBe("openrouter:deepseek/deepseek-v5");
  expect(panel.description).toMatch(
    /openrouter:deepseek\/deepseek-v4-pro is no longer listed; deepseek\/deepseek-v5 sits/,
  );
});

test("a model without a listed relative keeps its seat", () => {
  const panel = withListedModels(builtIn("budget"), [modelRow("openrouter:mistralai/mistral-large-3")]);
  expect(panel).toEqual(builtIn("budget"));
});
