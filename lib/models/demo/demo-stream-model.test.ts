import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { examples } from "@/lib/core/examples";
import { ask, coalPhaseOut, collect, contextOf, demoRequest, economics, fastDemo, questions, user } from "./demo-kit";
import { demoModels } from "./demo-models";
import { demoStreamModel } from "./demo-stream-model";
import { panelistNames } from "./script";
import { knownScripts, unknownScript } from "./scripts";
import { tokensIn } from "./tempo";

describe("an answer", () => {
  test.each(questions)("is the scripted text of each panelist: %s", async (question) => {
    const script = knownScripts.find((known) => known.question === question);
    const said = await Promise.all(
      panelistNames.map((name) => ask(`demo:${name}`, ...contextOf(question), user(question))),
    );
    expect(said).toEqual(panelistNames.map((name) => script?.answers[name].text));
  });

  test.each([
    "does a four day week cut output",
    "  DOES A FOUR-DAY\nWEEK CUT OUTPUT??",
    "Does a four-day weak cut output?",
  ])("is found whatever the case, spaces and punctuation, and with a typing error: %s", async (variant) => {
    expect(await ask("demo:atlas", user(variant))).toBe(
      await ask("demo:atlas", user("Does a four-day week cut output?")),
    );
  });

  test("to a question with another figure is not the scripted one", async () => {
    const text = await ask("demo:atlas", user("Does creatine help people over 50 keep muscle and memory?"));
    expect(text).toBe(unknownScript.answers.atlas.text);
  });

  test("to the follow-up needs the first question before it", async () => {
    expect(await ask("demo:birch", user(coalPhaseOut))).toBe(unknownScript.answers.birch.text);
    expect(await ask("demo:birch", ...contextOf(coalPhaseOut), user(coalPhaseOut))).toContain("Article 12(4)");
  });

  test.each(demoModels.map(({ name }) => name))(
    "of %s to any other question says that it is scripted, what it knows and how to connect a model",
    async (model) => {
      const text = await ask(model, user("What is the capital of France?"));
      const ways = ["scripted", "Settings", "OpenRouter", "OpenAI-compatible", "Ollama", "LM Studio"];
      const needed = [...ways, ...examples.map(({ question }) => question)];
      expect(needed.filter((words) => !text.includes(words))).toEqual([]);
    },
  );

  test("reports honest usage, no cost and its own name; thinking counts as reasoning", async () => {
    const { text, reasoning, last } = await collect(fastDemo(demoRequest("demo:ember", [user(economics)])));
    const reasoningTokens = Math.ceil(reasoning.length / 4);
    expect(reasoningTokens).toBeGreaterThan(0);
    expect(last).toEqual({
      type: "finished",
      finish: "stop",
      usage: {
        promptTokens: Math.ceil(economics.length / 4),
        completionTokens: reasoningTokens + Math.ceil(text.length / 4),
        reasoningTokens,
      },
      costUsd: 0,
      resolvedModel: "demo:ember",
    });
  });

  test("ends with finish length at the output limit", async () => {
    const limited = demoRequest("demo:atlas", [user(economics)], { maxOutputTokens: 100 });
    const { text, last } = await collect(fastDemo(limited));
    expect(text).toHaveLength(400);
    expect(last).toMatchObject({ finish: "length" });
  });

  test("of a model the demo does not have is a failure with a code", async () => {
    const call = collect(fastDemo(demoRequest("demo:zeus", [user("Why?")])));
    await expect(call).rejects.toMatchObject({ failure: { code: "unknown_model" } });
  });
});

describe("time", () => {
  test("an abort stops the words at once", async () => {
    const stopper = new AbortController();
    let pieces = 0;
    const run = async () => {
      for await (const _ of fastDemo(demoRequest("demo:atlas", [user(economics)], { signal: stopper.signal }))) {
        pieces += 1;
        if (pieces === 3) stopper.abort();
      }
    };
    await expect(run()).rejects.toMatchObject({ failure: { code: "stopped" } });
    expect(pieces).toBe(3);
  });

  test("an abort while it waits for the first word stops it without a word", async () => {
    const stopper = new AbortController();
    const sleep = (_: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    const slow = demoStreamModel({ clock: { now: () => 0, sleep }, pace: 1 });
    const call = slow(demoRequest("demo:cato", [user(economics)], { signal: stopper.signal }));
    const first = call[Symbol.asyncIterator]().next();
    stopper.abort();
    await expect(first).rejects.toMatchObject({ failure: { code: "stopped" } });
  });

  test.each(panelistNames)("%s has a lifelike pace, the same each time", async (name) => {
    const play = async () => {
      let time = 0;
      const clock = { now: () => time, sleep: async (milliseconds: number) => void (time += milliseconds) };
      const times: number[] = [];
      let text = "";
      for await (const chunk of demoStreamModel({ clock, pace: 1 })(demoRequest(`demo:${name}`, [user(economics)]))) {
        times.push(time);
        if ("text" in chunk) text += chunk.text;
      }
      return { times, first: times[0] ?? 0, rate: tokensIn(text).length / ((time - (times[0] ?? 0)) / 1000) };
    };
    const played = await play();
    expect(played.first).toBeGreaterThanOrEqual(500);
    expect(played.first).toBeLessThanOrEqual(2600);
    expect(played.rate).toBeGreaterThan(45);
    expect(played.rate).toBeLessThan(115);
    expect(await play()).toEqual(played);
  });

  test("the pieces of a text are the text again", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => tokensIn(text).join("") === text));
    expect(tokensIn("Don't").length).toBeGreaterThan(1);
  });
});
