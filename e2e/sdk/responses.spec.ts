import { createOpenAI } from "@ai-sdk/openai";
import { OpenRouter } from "@openrouter/sdk";
import { expect } from "@playwright/test";
import { APICallError, generateText, isStepCount, Output, streamText, tool } from "ai";
import OpenAI, { APIError } from "openai";
import { z } from "zod";
import { cityJson, panelsAnswer, type Served, saysResult, test } from "./sdk-test";

const input = "Which is it?";

const openaiOf = ({ baseURL }: Served) => new OpenAI({ baseURL, apiKey: "any", maxRetries: 0 });
const aiOf = ({ baseURL }: Served) => createOpenAI({ baseURL, apiKey: "any" });
const openrouterOf = ({ baseURL }: Served) =>
  new OpenRouter({ apiKey: "any", serverURL: baseURL, retryConfig: { strategy: "none" } });

type Sent = Awaited<ReturnType<OpenRouter["responses"]["send"]>>;
/** The client types both answers as one. */
function whole(sent: Sent) {
  if ("output" in sent) return sent;
  throw new Error("This answer is streamed.");
}
function streamed(sent: Sent) {
  if (!("output" in sent)) return sent;
  throw new Error("This answer is not streamed.");
}

/** What Parley adds to the documented events; the client does not know them. */
const additions = ["panel.tool", "panel.widened", "analysis.point", "synthesis.in_progress"];
const Unknown = z.looseObject({ raw: z.looseObject({ type: z.string() }) });

test("@openrouter/sdk reads a panel's answer and its item from /responses, plain and streamed", async ({ served }) => {
  const client = openrouterOf(served);
  const request = { model: "parley/judge", input };
  const plain = whole(await client.responses.send({ responsesRequest: { ...request, stream: false } }));
  expect(plain.output.map(({ type }) => type)).toEqual(["openrouter:fusion", "message"]);
  const stream = streamed(await client.responses.send({ responsesRequest: { ...request, stream: true } }));
  const types: string[] = [];
  let text = "";
  for await (const event of stream) {
    types.push(event.type === "UNKNOWN" ? Unknown.parse(event).raw.type : event.type);
    if (event.type === "UNKNOWN") expect(additions).toContain(types.at(-1)?.replace("response.fusion_call.", ""));
    if (event.type === "response.output_text.delta") text += event.delta;
  }
  expect(text).toMatch(panelsAnswer);
  expect(types).toEqual(
    expect.arrayContaining(["response.fusion_call.panel.completed", "response.fusion_call.analysis.completed"]),
  );
  expect(types.at(-1)).toBe("response.completed");
});

test("@openrouter/sdk gets the call of its own function from /responses and goes on with its result", async ({
  served,
}) => {
  const client = openrouterOf(served);
  const parameters = { type: "object", properties: { place: { type: "string" } } };
  const tools = [{ type: "function" as const, name: "weather", parameters }];
  const model = served.model("calls");
  const first = whole(await client.responses.send({ responsesRequest: { model, input, tools, stream: false } }));
  const call = first.output.find((item) => item.type === "function_call");
  if (call?.type !== "function_call") throw new Error("No function was called.");
  expect([call.name, call.arguments]).toEqual(["weather", '{"place":"Kiel"}']);
  const { callId, name, arguments: given } = call;
  const history = [
    { role: "user" as const, content: input },
    { type: "function_call" as const, id: callId, callId, name, arguments: given },
    { type: "function_call_output" as const, callId, output: "Rain, 9 degrees." },
  ];
  const second = whole(
    await client.responses.send({ responsesRequest: { model, input: history, tools, stream: false } }),
  );
  expect(JSON.stringify(second.output)).toContain(saysResult);
});

test("@openrouter/sdk hears of errors on /responses before and after the first byte, and closes what it leaves", async ({
  served,
}) => {
  const client = openrouterOf(served);
  const early = await client.responses
    .send({ responsesRequest: { model: served.model("402"), input, stream: false } })
    .catch((error: unknown) => error);
  expect(early).toMatchObject({ statusCode: 402 });
  const late = { model: served.model("reset-after-20-words"), input, stream: true as const };
  const types: string[] = [];
  for await (const { type } of streamed(await client.responses.send({ responsesRequest: late }))) types.push(type);
  expect(types).toContain("response.failed");
  const left = new AbortController();
  const slow = { model: served.model("slow"), input, stream: true as const };
  const stream = streamed(await client.responses.send({ responsesRequest: slow }, { signal: left.signal }));
  for await (const { type } of stream) if (type === "response.output_text.delta") break;
  left.abort();
  await expect.poll(() => served.scripted.requests("slow").at(-1)?.aborted).toBe(true);
});

test("ai with @ai-sdk/openai asks a panel over /responses, plain and streamed", async ({ served }) => {
  const model = aiOf(served).responses("parley/judge");
  const plain = await generateText({ model, prompt: input });
  expect(plain.text).toMatch(panelsAnswer);
  expect(plain.usage.totalTokens).toBeGreaterThan(0);
  const stream = streamText({ model, prompt: input });
  let text = "";
  for await (const piece of stream.textStream) text += piece;
  expect(text).toMatch(panelsAnswer);
  expect(await stream.finishReason).toBe("stop");
});

test("ai with @ai-sdk/openai runs its own function over /responses, and gets an answer in a form", async ({
  served,
}) => {
  const weather = tool({
    description: "The weather of a place.",
    inputSchema: z.object({ place: z.string() }),
    execute: async () => "Rain, 9 degrees.",
  });
  const ai = aiOf(served);
  for (const name of [served.model("calls"), "parley/judge-calls"]) {
    const model = ai.responses(name);
    const { text, steps } = await generateText({ model, prompt: input, tools: { weather }, stopWhen: isStepCount(3) });
    expect([name, text, steps.length]).toEqual([name, saysResult, 2]);
  }
  const schema = z.object({ city: z.string(), people: z.number() });
  const formed = await generateText({
    model: ai.responses("parley/judge-json"),
    prompt: input,
    output: Output.object({ schema }),
  });
  expect(formed.output).toEqual(cityJson);
});

test("ai with @ai-sdk/openai hears of errors on /responses before and after the first byte, and closes what it leaves", async ({
  served,
}) => {
  const ai = aiOf(served);
  const early = await generateText({ model: ai.responses(served.model("402")), prompt: input, maxRetries: 0 }).catch(
    (error: unknown) => error,
  );
  expect(APICallError.isInstance(early)).toBe(true);
  expect(early).toMatchObject({ statusCode: 402 });
  const errors: unknown[] = [];
  const onError = ({ error }: { error: unknown }) => void errors.push(error);
  const broken = ai.responses(served.model("reset-after-20-words"));
  const stream = streamText({ model: broken, prompt: input, maxRetries: 0, onError });
  let text = "";
  for await (const piece of stream.textStream) text += piece;
  expect(text.split(" ").length).toBeGreaterThan(10);
  expect(errors.length).toBeGreaterThan(0);
  const left = new AbortController();
  const slow = streamText({ model: ai.responses(served.model("slow")), prompt: input, abortSignal: left.signal });
  for await (const piece of slow.textStream) if (piece) break;
  left.abort();
  await expect.poll(() => served.scripted.requests("slow").at(-1)?.aborted).toBe(true);
});

test("openai runs its own function over /responses and reads the answer that follows", async ({ served }) => {
  const client = openaiOf(served);
  const tools = [
    {
      type: "function" as const,
      name: "weather",
      description: "The weather of a place.",
      parameters: { type: "object", properties: { place: { type: "string" } } },
      strict: false,
    },
  ];
  const model = served.model("calls");
  const first = await client.responses.create({ model, input, tools });
  const call = first.output.find((item) => item.type === "function_call");
  if (call?.type !== "function_call") throw new Error("No function was called.");
  const result = { type: "function_call_output" as const, call_id: call.call_id, output: "Rain, 9 degrees." };
  const question = { role: "user" as const, content: input };
  const second = await client.responses.create({ model, input: [question, call, result], tools });
  expect(second.output_text).toBe(saysResult);
});

test("openai streams a panel's answer over /responses, and throws or reads what goes wrong there", async ({
  served,
}) => {
  const client = openaiOf(served);
  const panel = await client.responses.create({ model: "parley/judge", input, stream: true });
  let text = "";
  for await (const event of panel) if (event.type === "response.output_text.delta") text += event.delta;
  expect(text).toMatch(panelsAnswer);
  const early = await client.responses.create({ model: served.model("402"), input }).catch((error: unknown) => error);
  expect(early).toBeInstanceOf(APIError);
  expect(early).toMatchObject({ status: 402 });
  const broken = await client.responses.create({ model: served.model("reset-after-20-words"), input, stream: true });
  const types: string[] = [];
  for await (const { type } of broken) types.push(type);
  expect(types.at(-1)).toBe("response.failed");
  const slow = await client.responses.create({ model: served.model("slow"), input, stream: true });
  for await (const event of slow) if (event.type === "response.output_text.delta") break;
  slow.controller.abort();
  await expect.poll(() => served.scripted.requests("slow").at(-1)?.aborted).toBe(true);
});
