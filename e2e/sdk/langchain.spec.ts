import { ChatOpenAI } from "@langchain/openai";
import { expect } from "@playwright/test";
import { z } from "zod";
import { cityJson, panelsAnswer, type Served, saysResult, test } from "./sdk-test";

const chat = ({ baseURL }: Served, model: string) =>
  new ChatOpenAI({ model, apiKey: "any", maxRetries: 0, configuration: { baseURL } });
const prompt = "Which is it?";
const weather = {
  type: "function" as const,
  function: {
    name: "weather",
    description: "The weather of a place.",
    parameters: { type: "object", properties: { place: { type: "string" } } },
  },
};

test("@langchain/openai asks a panel, plain and streamed", async ({ served }) => {
  const model = chat(served, "parley/judge");
  expect((await model.invoke(prompt)).text).toMatch(panelsAnswer);
  let text = "";
  for await (const chunk of await model.stream(prompt)) text += chunk.text;
  expect(text).toMatch(panelsAnswer);
});

test("@langchain/openai runs its own function for the synthesizer", async ({ served }) => {
  const model = chat(served, "parley/judge-calls").bindTools([weather]);
  const called = await model.invoke(prompt);
  const [call] = called.tool_calls ?? [];
  expect(call).toMatchObject({ name: "weather", args: { place: "Kiel" } });
  const result = { role: "tool" as const, content: "Rain, 9 degrees.", tool_call_id: call?.id ?? "" };
  expect((await model.invoke([{ role: "user", content: prompt }, called, result])).text).toBe(saysResult);
});

test("@langchain/openai gets a panel's answer in a form", async ({ served }) => {
  const City = z.object({ city: z.string(), people: z.number() });
  const model = chat(served, "parley/judge-json").withStructuredOutput(City, { method: "jsonSchema", name: "city" });
  expect(await model.invoke(prompt)).toEqual(cityJson);
});

test("@langchain/openai throws what happens before the first byte and after it", async ({ served }) => {
  const early = await chat(served, served.model("402"))
    .invoke(prompt)
    .catch((error: unknown) => error);
  expect(early).toMatchObject({ status: 402 });
  let text = "";
  const late = await (async () => {
    for await (const chunk of await chat(served, served.model("reset-after-20-words")).stream(prompt))
      text += chunk.text;
  })().catch((error: unknown) => error);
  expect(late).toBeInstanceOf(Error);
  expect(text.split(" ").length).toBeGreaterThan(10);
});

test("@langchain/openai that aborts closes the call of the provider", async ({ served }) => {
  const left = new AbortController();
  const stream = await chat(served, served.model("slow")).stream(prompt, { signal: left.signal });
  await (async () => {
    for await (const chunk of stream) if (chunk.text) left.abort();
  })().catch(() => undefined);
  await expect.poll(() => served.scripted.requests("slow").at(-1)?.aborted).toBe(true);
});
