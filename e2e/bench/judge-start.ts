import { setTimeout as wait } from "node:timers/promises";
import OpenAI from "openai";
import { z } from "zod";
import { drawing, drawText } from "@/e2e/upstream/long-text";
import type { PanelInput } from "@/lib/core/panel";
import type { Bench } from "./bench";
import type { Figure } from "./report";
import { median, percentile, spread } from "./statistics";

const panelists = 8;
const words = 8000;
const warmUp = 3;
const repetitions = 15;
const roundTrip = "scripted/after/100";

/** `written`: the characters of a seat's answer without its last sentence. */
type Load = { name: string; modelOf: (seat: number) => string; written: readonly number[] };

/** P4: from the end of the last answer at the upstream to the judge's request there, beside one round trip of 100 ms. */
export async function benchJudgeStart(bench: Bench): Promise<Figure[]> {
  const seats = Array.from({ length: panelists }, (_, seat) => seat);
  const short = { name: "short answers", modelOf: () => "scripted/slow", written: seats.map(() => 1) };
  const lengths = seats.map((seat) => drawText(words, drawing(seat)).length);
  const long = {
    name: "answers of 8,000 words",
    modelOf: (seat: number) => `long/${words}-${seat}`,
    written: lengths,
  };
  const direct = await directRoundTrips(bench.upstreamUrl);
  return [
    ...figuresOf(short, await measure(bench, short), direct),
    ...figuresOf(long, await measure(bench, long), direct),
  ];
}

function figuresOf({ name }: Load, delays: readonly number[], direct: readonly number[]): Figure[] {
  const note = `${delays.length} turns, ${spread(delays)} ms; baseline: one call of 100 ms asked directly; aim 50 ms`;
  const base = { unit: "ms", baseline: median(direct), note, gated: "ratio" as const };
  return [
    { ...base, name: `judge's request after the last of 8 ${name}, p50`, value: median(delays), gate: 0.5 },
    { ...base, name: `judge's request after the last of 8 ${name}, max`, value: percentile(delays, 1), gate: null },
  ];
}

async function measure(bench: Bench, load: Load): Promise<number[]> {
  const delays: number[] = [];
  for (let round = 0; round < warmUp + repetitions; round += 1) {
    const delay = await timeTurn(bench, load);
    if (round >= warmUp) delays.push(delay);
  }
  return delays;
}

const Requests = z.object({
  requests: z.array(z.object({ model: z.string(), arrivedAt: z.number(), closedAt: z.number().nullable() })),
});

/** All answers are there but their last sentence; then the upstream ends them all. Milliseconds, on the upstream's clock. */
async function timeTurn({ api, upstreamUrl, model }: Bench, { modelOf, written }: Load): Promise<number> {
  const control = (path: string) => fetch(new URL(`/control/${path}`, upstreamUrl)).then((answer) => answer.json());
  const judge = "scripted/oracle-blind";
  const panel: PanelInput = {
    name: "Judge start",
    panelists: Array.from({ length: panelists }, (_, seat) => ({ model: model(modelOf(seat)) })),
    judge: { model: model(judge) },
    limits: { quorum: "all" },
  };
  await control("reset");
  const { turnId } = await api.ask({ question: "What is long?", panel });
  const left = new Map(written.map((length, seat) => [`p${seat + 1}`, length]));
  await api.until(turnId, (event) => {
    if (event.type !== "answer-delta") return false;
    left.set(event.panelistId, (left.get(event.panelistId) ?? 0) - event.text.length);
    return [...left.values()].every((length) => length <= 0);
  });
  await control("release");
  // The turn is followed only when the judge was asked: replaying long answers would be measured too.
  let requests = Requests.parse(await control("requests")).requests;
  while (!requests.some((request) => request.model === judge)) {
    await wait(20);
    requests = Requests.parse(await control("requests")).requests;
  }
  await api.finished(turnId);
  const answers = requests.filter((request) => request.model !== judge);
  const asked = requests.find((request) => request.model === judge);
  if (answers.length !== panelists || !asked) throw new Error("The judge was not asked about all answers.");
  return asked.arrivedAt - Math.max(...answers.map(({ closedAt }) => closedAt ?? Number.POSITIVE_INFINITY));
}

async function directRoundTrips(baseURL: string): Promise<number[]> {
  const client = new OpenAI({ baseURL, apiKey: "bench", maxRetries: 0 });
  const samples: number[] = [];
  for (let round = 0; round < warmUp + repetitions; round += 1) {
    const startedAt = performance.now();
    const messages = [{ role: "user" as const, content: "When?" }];
    const stream = await client.chat.completions.create({ model: roundTrip, messages, stream: true });
    for await (const chunk of stream) void chunk;
    if (round >= warmUp) samples.push(performance.now() - startedAt);
  }
  return samples;
}
