import OpenAI from "openai";
import type { Bench } from "./bench";
import { cpuOf } from "./process-cpu";
import type { Figure } from "./report";
import { median, percentile, spread } from "./statistics";

const clients = 50;
const flood = { model: "scripted/tokens/5000/0", tokens: 5000 };
const paced = { model: "scripted/tokens/200/50", tokens: 200 };

/** One model asked by a program: through Parley, where it becomes a turn, and on the same upstream directly. */
export async function benchPassThrough(bench: Bench): Promise<Figure[]> {
  const parley = new OpenAI({ baseURL: `${bench.serverUrl}/api/v1`, apiKey: "bench", maxRetries: 0 });
  const upstream = new OpenAI({ baseURL: bench.upstreamUrl, apiKey: "bench", maxRetries: 0 });
  const sides: Sides = {
    through: (model) => readStream(parley, bench.model(model)),
    direct: (model) => readStream(upstream, model),
  };
  return [...(await firstTokens(sides)), await speed(sides), ...(await parallel(sides, bench.serverPid))];
}

/** Milliseconds from the request to the first word and to the end. */
type Read = { firstMs: number; wholeMs: number };
type Sides = Record<"through" | "direct", (model: string) => Promise<Read>>;

async function readStream(client: OpenAI, model: string): Promise<Read> {
  const startedAt = performance.now();
  const messages = [{ role: "user" as const, content: "Count." }];
  const stream = await client.chat.completions.create({ model, messages, stream: true });
  let firstAt: number | null = null;
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) firstAt ??= performance.now();
  if (firstAt === null) throw new Error(`${model} sent no token.`);
  return { firstMs: firstAt - startedAt, wholeMs: performance.now() - startedAt };
}

/** Both sides by turns, so that neither always comes second; the first rounds warm up. */
async function inTurn<Sample>(rounds: number, warmUp: number, take: (side: keyof Sides) => Promise<Sample>) {
  const taken: Record<keyof Sides, Sample[]> = { through: [], direct: [] };
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const order: (keyof Sides)[] = round % 2 === 0 ? ["through", "direct"] : ["direct", "through"];
    for (const side of order) {
      const sample = await take(side);
      if (round >= warmUp) taken[side].push(sample);
    }
  }
  return taken;
}

async function firstTokens(sides: Sides): Promise<Figure[]> {
  const { through, direct } = await inTurn(60, 5, async (side) => (await sides[side]("scripted/after/100")).firstMs);
  const note = `${through.length} requests, ${spread(through)} ms; direct ${spread(direct)} ms`;
  const base = { unit: "ms", note, gate: null, gated: "value" as const };
  const at = (share: number) => ({ value: percentile(through, share), baseline: percentile(direct, share) });
  return [
    { ...base, name: "pass-through, first token p50", ...at(0.5) },
    { ...base, name: "pass-through, first token p99", ...at(0.99) },
  ];
}

async function speed(sides: Sides): Promise<Figure> {
  const perSecond = ({ firstMs, wholeMs }: Read) => (flood.tokens / (wholeMs - firstMs)) * 1000;
  const { through, direct } = await inTurn(5, 2, async (side) => perSecond(await sides[side](flood.model)));
  return {
    name: "pass-through, tokens a second at full speed",
    unit: "tokens/s",
    value: median(through),
    baseline: median(direct),
    note: `${through.length} answers of ${flood.tokens} tokens, ${spread(through)}; direct ${spread(direct)}`,
    gate: null,
    gated: "value",
  };
}

async function parallel(sides: Sides, serverPid: number): Promise<Figure[]> {
  const { through, direct } = await inTurn(3, 1, async (side) => {
    const before = { server: cpuOf(serverPid), client: process.cpuUsage() };
    const reads = await Promise.all(Array.from({ length: clients }, () => sides[side](paced.model)));
    const { user, system } = process.cpuUsage(before.client);
    return { reads, serverUs: cpuOf(serverPid) - before.server, clientUs: user + system };
  });
  const tokens = clients * paced.tokens;
  const note = `${through.length} times ${clients} clients, ${paced.tokens} tokens each at 50 a second`;
  const base = { note, gate: null, gated: "value" as const };
  const firsts = (side: typeof through) => side.flatMap(({ reads }) => reads.map(({ firstMs }) => firstMs));
  const wholes = (side: typeof through) => side.flatMap(({ reads }) => reads.map(({ wholeMs }) => wholeMs));
  const server = through.map(({ serverUs }) => serverUs / tokens);
  const client = direct.map(({ clientUs }) => clientUs / tokens);
  return [
    {
      ...base,
      name: "50 clients, first token p50",
      unit: "ms",
      value: median(firsts(through)),
      baseline: median(firsts(direct)),
    },
    {
      ...base,
      name: "50 clients, first token p99",
      unit: "ms",
      value: percentile(firsts(through), 0.99),
      baseline: percentile(firsts(direct), 0.99),
    },
    {
      ...base,
      name: "50 clients, whole answer p99",
      unit: "ms",
      value: percentile(wholes(through), 0.99),
      baseline: percentile(wholes(direct), 0.99),
    },
    {
      ...base,
      name: "50 clients, CPU per token",
      unit: "µs",
      value: median(server),
      baseline: median(client),
      note: `${note}; server ${spread(server)}, the openai client alone ${spread(client)}`,
    },
  ];
}
