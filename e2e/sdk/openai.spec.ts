import { expect } from "@playwright/test";
import OpenAI, { APIError } from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import { cityJson, panelsAnswer, type Served, saysResult, test } from "./sdk-test";

const clientOf = ({ baseURL }: Served) => new OpenAI({ baseURL, apiKey: "any", maxRetries: 0 });
const messages = [{ role: "user" as const, content: "Which is it?" }];

test("openai lists the panels and models", async ({ served }) => {
  const ids: string[] = [];
  for await (const { id } of clientOf(served).models.list()) ids.push(id);
  expect(ids).toEqual(expect.arrayContaining(["openrouter/fusion", "parley/judge", "scripted/plain-a"]));
  expect((await clientOf(served).models.retrieve("parley/judge")).owned_by).toBe("parley");
});

test("openai asks a panel, plain and streamed, also at the address without /api", async ({ served }) => {
  const client = clientOf(served);
  const plain = await client.chat.completions.create({ model: "parley/judge", messages });
  expect(plain.choices[0]?.message.content).toMatch(panelsAnswer);
  const short = new OpenAI({ baseURL: served.baseURL.replace("/api/v1", "/v1"), apiKey: "any" });
  const stream = short.chat.completions.stream({
    model: "parley/judge",
    messages,
    stream_options: { include_usage: true },
  });
  expect(await stream.finalContent()).toMatch(panelsAnswer);
  expect((await stream.finalChatCompletion()).usage?.total_tokens).toBeGreaterThan(0);
});

test("openai runs its own function for the synthesizer", async ({ served }) => {
  const runner = clientOf(served).chat.completions.runTools({
    model: "parley/judge-calls",
    messages,
    tools: [
      {
        type: "function",
        function: {
          name: "weather",
          description: "The weather of a place.",
          parameters: { type: "object", properties: { place: { type: "string" } } },
          parse: JSON.parse,
          function: () => "Rain, 9 degrees.",
        },
      },
    ],
  });
  expect(await runner.finalContent()).toBe(saysResult);
});

test("openai parses a panel's answer in a form", async ({ served }) => {
  const City = z.object({ city: z.string(), people: z.number() });
  const parsed = await clientOf(served).chat.completions.parse({
    model: "parley/judge-json",
    messages,
    response_format: zodResponseFormat(City, "city"),
  });
  expect(parsed.choices[0]?.message.parsed).toEqual(cityJson);
});

test("openai throws what happens before the first byte and after it", async ({ served }) => {
  const client = clientOf(served);
  const early = await client.chat.completions
    .create({ model: served.model("402"), messages })
    .catch((error: unknown) => error);
  expect(early).toBeInstanceOf(APIError);
  expect(early).toMatchObject({ status: 402, type: "insufficient_quota" });
  const wrong = await client.chat.completions
    .create({ model: "parley/judge", messages, n: 2 })
    .catch((error: unknown) => error);
  expect(wrong).toMatchObject({ status: 400, param: "n" });
  const stream = await client.chat.completions.create({
    model: served.model("reset-after-20-words"),
    messages,
    stream: true,
  });
  let text = "";
  const late = await (async () => {
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  })().catch((error: unknown) => error);
  expect(late).toBeInstanceOf(APIError);
  expect(text.split(" ").length).toBeGreaterThan(10);
});

test("openai that aborts closes the call of the provider", async ({ served }) => {
  const stream = await clientOf(served).chat.completions.create({
    model: served.model("slow"),
    messages,
    stream: true,
  });
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
  stream.controller.abort();
  await expect.poll(() => served.scripted.requests("slow").at(-1)?.aborted).toBe(true);
});
