import type { PanelInput } from "@/lib/core/panel";
import type { Bench } from "./bench";
import { readDirectly } from "./direct-streams";
import { cpuOf } from "./process-cpu";
import type { Figure } from "./report";
import { median, spread } from "./statistics";

const panelists = 8;
const warmUp = 2;
const repetitions = 5;

/** P2: processor time a token costs from the upstream's socket to the viewer's, against the bare client's. */
export async function benchCpuPerToken(bench: Bench): Promise<Figure[]> {
  const flood = {
    tokens: 5000,
    model: "scripted/tokens/5000/0",
    gate: 15,
    name: "CPU per token, 8 × 5,000 at full speed",
  };
  const paced = { tokens: 500, model: "scripted/tokens/500/100", gate: null, name: "CPU per token, 8 × 100 tokens/s" };
  return [await measure(bench, flood), await measure(bench, paced)];
}

type Load = { tokens: number; model: string; gate: number | null; name: string };

async function measure(bench: Bench, load: Load): Promise<Figure> {
  const tokens = panelists * load.tokens;
  const server: number[] = [];
  for (let round = 0; round < warmUp + repetitions; round += 1)
    server.push((await cpuOfTurn(bench, load.model)) / tokens);
  const client = directSamples(bench.upstreamUrl, load.model).map((microseconds) => microseconds / tokens);
  const kept = server.slice(warmUp);
  return {
    name: load.name,
    unit: "µs",
    value: median(kept),
    baseline: median(client.slice(warmUp)),
    note: `${kept.length} turns, ${spread(kept)} µs; the openai client alone ${spread(client.slice(warmUp))} µs`,
    gate: load.gate,
    gated: "value",
  };
}

/** Processor time of the server from the question to the moment a viewer has every answer, in microseconds. */
async function cpuOfTurn({ api, model, serverPid }: Bench, id: string): Promise<number> {
  const panel: PanelInput = {
    name: "Tokens",
    panelists: Array.from({ length: panelists }, () => ({ model: model(id) })),
    judge: { model: model("scripted/judge") },
    limits: { quorum: "all" },
  };
  const before = cpuOf(serverPid);
  const { turnId } = await api.ask({ question: "Count.", panel });
  const events = await api.until(turnId, (event) => event.type === "verdict-started" || event.type === "turn-failed");
  const used = cpuOf(serverPid) - before;
  const answered = events.filter((event) => event.type === "answer-ended").length;
  if (answered !== panelists) throw new Error(`Only ${answered} of ${panelists} panelists answered.`);
  await api.json("POST", `/api/turns/${turnId}/stop`, {});
  await api.finished(turnId);
  return used;
}

function directSamples(url: string, model: string): number[] {
  const samples = readDirectly({ url, model, streams: panelists, repetitions: warmUp + repetitions });
  return samples.map(({ cpuMicroseconds }) => cpuMicroseconds);
}
