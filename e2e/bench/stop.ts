import OpenAI from "openai";
import { z } from "zod";
import type { PanelInput } from "@/lib/core/panel";
import type { Bench } from "./bench";
import type { Figure } from "./report";
import { median, percentile, spread } from "./statistics";

const panelists = 8;
const streaming = "scripted/tokens/100000/50";
/** In milliseconds: the promise of faults.md section 1. */
const longest = 1000;

/** From Stop to the moment the last of eight sockets is closed at the upstream, beside a client that just hangs up. */
export async function benchStop(bench: Bench, rounds: number): Promise<Figure[]> {
  const stopped: number[] = [];
  const direct: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    stopped.push(await stopTurn(bench));
    direct.push(await hangUp(bench));
  }
  const note = `${rounds} turns, ${spread(stopped)} ms; baseline: 8 streams of the openai client, ${spread(direct)} ms`;
  const base = { unit: "ms", baseline: median(direct), note, gated: "value" as const };
  return [
    { ...base, name: "Stop to the last of 8 sockets closed, p50", value: median(stopped), gate: null },
    { ...base, name: "Stop to the last of 8 sockets closed, max", value: percentile(stopped, 1), gate: longest },
  ];
}

async function stopTurn(bench: Bench): Promise<number> {
  const { api, model } = bench;
  const panel: PanelInput = {
    name: "Stop",
    panelists: Array.from({ length: panelists }, () => ({ model: model(streaming) })),
    judge: { model: model("scripted/judge") },
    limits: { quorum: "all" },
  };
  await control(bench, "reset");
  const { turnId } = await api.ask({ question: "When does it end?", panel });
  const writing = new Set<string>();
  await api.until(turnId, (event) => {
    if (event.type === "answer-delta") writing.add(event.panelistId);
    return writing.size === panelists;
  });
  const stoppedAt = Date.now();
  await api.json("POST", `/api/turns/${turnId}/stop`, {});
  return (await lastClosed(bench)) - stoppedAt;
}

async function hangUp(bench: Bench): Promise<number> {
  const client = new OpenAI({ baseURL: bench.upstreamUrl, apiKey: "bench", maxRetries: 0 });
  await control(bench, "reset");
  const leaving = new AbortController();
  const messages = [{ role: "user" as const, content: "When does it end?" }];
  const body = { model: streaming, messages, stream: true as const };
  await Promise.all(
    Array.from({ length: panelists }, async () => {
      const stream = await client.chat.completions.create(body, { signal: leaving.signal });
      await stream[Symbol.asyncIterator]().next();
    }),
  );
  const leftAt = Date.now();
  leaving.abort();
  return (await lastClosed(bench)) - leftAt;
}

const Requests = z.object({ requests: z.array(z.object({ model: z.string(), closedAt: z.number().nullable() })) });

/** When the last of the streams was closed, on the upstream's clock, which is this machine's. */
async function lastClosed(bench: Bench): Promise<number> {
  for (;;) {
    const { requests } = Requests.parse(await control(bench, "requests"));
    const closed = requests.filter(({ model }) => model === streaming).map(({ closedAt }) => closedAt);
    if (closed.length === panelists && closed.every((at) => at !== null)) return Math.max(...closed);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function control({ upstreamUrl }: Bench, path: string): Promise<unknown> {
  return (await fetch(new URL(`/control/${path}`, upstreamUrl))).json();
}
