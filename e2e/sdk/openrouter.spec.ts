import { OpenRouter } from "@openrouter/sdk";
import { expect } from "@playwright/test";
import { cityJson, panelsAnswer, type Served, test } from "./sdk-test";

const clientOf = ({ baseURL }: Served) =>
  new OpenRouter({ apiKey: "any", serverURL: baseURL, retryConfig: { strategy: "none" } });
const messages = [{ role: "user" as const, content: "Which is it?" }];
type Sent = Awaited<ReturnType<OpenRouter["chat"]["send"]>>;
/** The client types both answers as one. */
function whole(sent: Sent) {
  if ("choices" in sent) return sent;
  throw new Error("This answer is streamed.");
}
function streamed(sent: Sent) {
  if (!("choices" in sent)) return sent;
  throw new Error("This answer is not streamed.");
}
const weather = {
  type: "function" as const,
  function: { name: "weather", parameters: { type: "object", properties: { place: { type: "string" } } } },
};

test("@openrouter/sdk lists the panels and models", async ({ served }) => {
  const ids: string[] = [];
  for await (const { result } of await clientOf(served).models.list({})) ids.push(...result.data.map(({ id }) => id));
  expect(ids).toEqual(expect.arrayContaining(["openrouter/fusion", "parley/judge", "scripted/plain-a"]));
});

test("@openrouter/sdk asks a panel, plain and streamed", async ({ served }) => {
  const client = clientOf(served);
  const plain = whole(await client.chat.send({ chatRequest: { model: "parley/judge", messages, stream: false } }));
  expect(plain.choices[0]?.message.content).toMatch(panelsAnswer);
  const stream = streamed(await client.chat.send({ chatRequest: { model: "parley/judge", messages, stream: true } }));
  let text = "";
  let tokens = 0;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? "";
    tokens = chunk.usage?.totalTokens ?? tokens;
  }
  expect(text).toMatch(panelsAnswer);
  expect(tokens).toBeGreaterThan(0);
});

test("@openrouter/sdk asks by the fusion tool, as at OpenRouter", async ({ served }) => {
  const parameters = {
    analysisModels: [served.model("plain-a"), served.model("plain-b")],
    model: served.model("judge"),
  };
  const answer = await clientOf(served).chat.send({
    chatRequest: {
      model: served.model("judge"),
      messages,
      stream: false,
      tools: [{ type: "openrouter:fusion", parameters }],
      toolChoice: "required",
    },
  });
  expect(whole(answer).choices[0]?.message.content).toMatch(panelsAnswer);
});

test("@openrouter/sdk gets calls of its own functions, and answers in a form", async ({ served }) => {
  const client = clientOf(served);
  const called = await client.chat.send({
    chatRequest: { model: "parley/judge-calls", messages, stream: false, tools: [weather] },
  });
  expect(whole(called).choices[0]?.message.toolCalls?.[0]?.function).toMatchObject({
    name: "weather",
    arguments: '{"place":"Kiel"}',
  });
  const schema = { type: "object", properties: { city: { type: "string" }, people: { type: "number" } } };
  const formed = await client.chat.send({
    chatRequest: {
      model: "parley/judge-json",
      messages,
      stream: false,
      responseFormat: { type: "json_schema", jsonSchema: { name: "city", schema } },
    },
  });
  expect(whole(formed).choices[0]?.message.content).toBe(JSON.stringify(cityJson));
});

test("@openrouter/sdk throws what happens before the first byte and reads what happens after it", async ({
  served,
}) => {
  const client = clientOf(served);
  const early = await client.chat
    .send({ chatRequest: { model: served.model("402"), messages, stream: false } })
    .catch((error: unknown) => error);
  expect(early).toMatchObject({ statusCode: 402 });
  const request = { model: served.model("reset-after-20-words"), messages, stream: true as const };
  const stream = streamed(await client.chat.send({ chatRequest: request }));
  let failed = 0;
  for await (const chunk of stream) failed += chunk.error ? 1 : 0;
  expect(failed).toBe(1);
});

test("@openrouter/sdk that aborts closes the call of the provider", async ({ served }) => {
  const left = new AbortController();
  const request = { model: served.model("slow"), messages, stream: true as const };
  const stream = streamed(await clientOf(served).chat.send({ chatRequest: request }, { signal: left.signal }));
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
  left.abort();
  await expect.poll(() => served.scripted.requests("slow").at(-1)?.aborted).toBe(true);
});
