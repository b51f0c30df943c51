import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import { expect } from "@playwright/test";
import { APICallError, generateText, isStepCount, type LanguageModel, Output, streamText, tool } from "ai";
import { z } from "zod";
import { cityJson, panelsAnswer, type Served, saysResult, test } from "./sdk-test";

const providers: Readonly<Record<string, (served: Served) => (model: string) => LanguageModel>> = {
  "@openrouter/ai-sdk-provider": ({ baseURL }) => {
    const openrouter = createOpenRouter({ apiKey: "any", baseURL });
    return (model) => openrouter.chat(model);
  },
  "@ai-sdk/openai-compatible": ({ baseURL }) => {
    const parley = createOpenAICompatible({ name: "parley", apiKey: "any", baseURL, supportsStructuredOutputs: true });
    return (model) => parley.chatModel(model);
  },
};
const prompt = "Which is it?";

for (const [name, open] of Object.entries(providers)) {
  test(`ai with ${name} asks a panel, plain and streamed`, async ({ served }) => {
    const model = open(served)("parley/judge");
    const plain = await generateText({ model, prompt });
    expect(plain.text).toMatch(panelsAnswer);
    expect(plain.usage.totalTokens).toBeGreaterThan(0);
    const stream = streamText({ model, prompt });
    let text = "";
    for await (const piece of stream.textStream) text += piece;
    expect(text).toMatch(panelsAnswer);
    expect(await stream.finishReason).toBe("stop");
  });

  test(`ai with ${name} runs its own function for the synthesizer`, async ({ served }) => {
    const weather = tool({
      description: "The weather of a place.",
      inputSchema: z.object({ place: z.string() }),
      execute: async () => "Rain, 9 degrees.",
    });
    const model = open(served)("parley/judge-calls");
    const { text, steps } = await generateText({ model, prompt, tools: { weather }, stopWhen: isStepCount(3) });
    expect([text, steps.length]).toEqual([saysResult, 2]);
  });

  test(`ai with ${name} gets a panel's answer in a form`, async ({ served }) => {
    const schema = z.object({ city: z.string(), people: z.number() });
    const model = open(served)("parley/judge-json");
    expect((await generateText({ model, prompt, output: Output.object({ schema }) })).output).toEqual(cityJson);
  });

  test(`ai with ${name} throws what happens before the first byte and tells what happens after it`, async ({
    served,
  }) => {
    const modelOf = open(served);
    const early = await generateText({ model: modelOf(served.model("402")), prompt, maxRetries: 0 }).catch(
      (error: unknown) => error,
    );
    expect(APICallError.isInstance(early)).toBe(true);
    expect(early).toMatchObject({ statusCode: 402 });
    const errors: unknown[] = [];
    const onError = ({ error }: { error: unknown }) => void errors.push(error);
    const stream = streamText({ model: modelOf(served.model("reset-after-20-words")), prompt, maxRetries: 0, onError });
    let text = "";
    for await (const piece of stream.textStream) text += piece;
    expect(text.split(" ").length).toBeGreaterThan(10);
    expect(errors.length).toBeGreaterThan(0);
  });

  test(`ai with ${name} that aborts closes the call of the provider`, async ({ served }) => {
    const left = new AbortController();
    const stream = streamText({ model: open(served)(served.model("slow")), prompt, abortSignal: left.signal });
    for await (const piece of stream.textStream) if (piece) break;
    left.abort();
    await expect.poll(() => served.scripted.requests("slow").at(-1)?.aborted).toBe(true);
  });
}

test("ai with @openrouter/ai-sdk-provider asks by the fusion plugin, as at OpenRouter", async ({ served }) => {
  const openrouter = createOpenRouter({ apiKey: "any", baseURL: served.baseURL });
  const plugin = {
    id: "fusion" as const,
    analysis_models: [served.model("plain-a"), served.model("plain-b")],
    model: served.model("judge"),
  };
  const model = openrouter.chat("parley/judge", { extraBody: { plugins: [plugin] } });
  expect((await generateText({ model, prompt })).text).toMatch(panelsAnswer);
});
