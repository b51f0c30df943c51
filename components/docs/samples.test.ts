import { expect, test } from "vitest";
import { appSamples } from "./app-samples";
import { mcpSamples } from "./mcp-samples";
import { programSamples, type Sample } from "./program-samples";

const place = { baseUrl: "http://localhost:3000/api/v1", model: "parley/my-panel", label: 'My "own" panel' };
const mcpUrl = "http://localhost:3000/api/mcp";
const ofPrograms = programSamples(place);
const all = [...ofPrograms, ...appSamples(place), ...mcpSamples(mcpUrl)];
const named = (sample: Sample): [string, Sample] => [sample.id, sample];

test("every sample has an id of its own", () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test.each(ofPrograms.map(named))("%s asks this server's panel with the key of the environment", (_id, { code }) => {
  expect(code).toContain(place.baseUrl);
  expect(code).toContain(place.model);
  expect(code).toContain("PARLEY_API_KEY");
});

test.each(mcpSamples(mcpUrl).map(named))("%s names the MCP address and a Bearer key", (_id, { code }) => {
  expect(code).toContain(mcpUrl);
  expect(code).toContain("Bearer ");
});

test.each(all.filter(({ language }) => language === "json").map(named))("%s is JSON", (_id, { code }) => {
  expect(() => JSON.parse(code)).not.toThrow();
});

test("the body that curl sends is JSON", () => {
  const body = /-d '([\s\S]*)'$/.exec(ofPrograms[0]?.code ?? "")?.[1] ?? "";
  expect(JSON.parse(body)).toMatchObject({ model: place.model, stream: true });
});

test("a container reaches the machine it runs on by its own name", () => {
  const webUi = appSamples(place).find(({ id }) => id === "open-webui")?.code;
  expect(webUi).toContain("OPENAI_API_BASE_URL=http://host.docker.internal:3000/api/v1");
  const elsewhere = appSamples({ ...place, baseUrl: "https://parley.example/api/v1" });
  expect(elsewhere.find(({ id }) => id === "open-webui")?.code).toContain("https://parley.example/api/v1");
});
