import OpenAI from "openai";
import { ConversationSummary } from "@/lib/core/api";
import type { PanelInput } from "@/lib/core/panel";
import type { Bench } from "./bench";
import type { Figure } from "./report";
import { median, percentile, spread } from "./statistics";

const repetitions = 60;
const warmUp = 5;
const model = "scripted/after/100";

type Sample = { fromPost: number; fromAcceptance: number };

/** P1: how much later the first word is there through a turn than from the same upstream asked directly. */
export async function benchFirstToken(bench: Bench): Promise<Figure[]> {
  const client = new OpenAI({ baseURL: bench.upstreamUrl, apiKey: "bench", maxRetries: 0 });
  const direct: number[] = [];
  const turns: Sample[] = [];
  for (let round = 0; round < warmUp + repetitions; round += 1) {
    // The order alternates, so that neither side always comes second.
    const first = round % 2 === 0 ? await timeDirect(client) : null;
    const turn = await timeTurn(bench);
    const sample = first ?? (await timeDirect(client));
    if (round < warmUp) continue;
    direct.push(sample);
    turns.push(turn);
  }
  return figuresOf(direct, turns);
}

function figuresOf(direct: readonly number[], turns: readonly Sample[]): Figure[] {
  const accepted = turns.map((turn) => turn.fromAcceptance);
  const posted = turns.map((turn) => turn.fromPost);
  const note = `${turns.length} turns, ${spread(accepted)} ms; direct ${spread(direct)} ms`;
  const base = { unit: "ms", note, gated: "value" as const, gate: null };
  const added = (share: number) => percentile(accepted, share) - percentile(direct, share);
  return [
    { ...base, name: "first token, added p50", value: added(0.5), baseline: null, gate: 5 },
    { ...base, name: "first token, added p99", value: added(0.99), baseline: null },
    { ...base, name: "first token from acceptance, p50", value: median(accepted), baseline: median(direct) },
    { ...base, name: "first token from POST, p50", value: median(posted), baseline: median(direct) },
  ];
}

async function timeDirect(client: OpenAI): Promise<number> {
  const startedAt = performance.now();
  const messages = [{ role: "user" as const, content: "When?" }];
  const stream = await client.chat.completions.create({ model, messages, stream: true });
  let firstAt: number | null = null;
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) firstAt ??= performance.now();
  if (firstAt === null) throw new Error("The upstream sent no token.");
  return firstAt - startedAt;
}

async function timeTurn({ api, model: name }: Bench): Promise<Sample> {
  const panel: PanelInput = {
    name: "First token",
    panelists: [{ model: name(model) }],
    judge: { model: name("scripted/judge") },
  };
  const { id } = ConversationSummary.parse(await api.json("POST", "/api/conversations", {}));
  const postedAt = performance.now();
  const { turnId } = await api.ask({ question: "When?", panel }, id);
  const acceptedAt = performance.now();
  let firstAt: number | null = null;
  for await (const event of api.follow(turnId)) if (event.type === "answer-delta") firstAt ??= performance.now();
  if (firstAt === null) throw new Error("The turn showed no token.");
  return { fromPost: firstAt - postedAt, fromAcceptance: firstAt - acceptedAt };
}
