import { createServer } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Bench } from "./bench";
import type { Figure } from "./report";
import { median, spread } from "./statistics";

const panelists = 8;
const tokensEach = 12_500;
const warmUp = 2;
const repetitions = 7;

const Row = z.object({ seq: z.number(), type: z.string(), data: z.string() });

/** P5: a stored turn of 100,000 tokens over SSE, against the same rows read and written by a bare Node server. */
export async function benchReplay(bench: Bench, dataDir: string): Promise<Figure[]> {
  const { api, model } = bench;
  const { turnId } = await api.ask({
    question: "How fast is it told again?",
    panel: {
      name: "Replay",
      panelists: Array.from({ length: panelists }, () => ({ model: model(`scripted/tokens/${tokensEach}/0`) })),
      judge: { model: model("scripted/judge") },
    },
  });
  const { lastSeq } = await api.finished(turnId);
  const bare = await startBareServer(join(dataDir, "parley.db"), turnId);
  const events = (after: number) => `${api.url}/api/turns/${turnId}/events?after=${after}`;
  const middle = Math.floor(lastSeq / 2);
  try {
    const plain = await timeReads(`${bare.url}/?after=0`);
    const plainHalf = await timeReads(`${bare.url}/?after=${middle}`);
    const whole = await timeReads(events(0));
    const half = await timeReads(events(middle));
    const state = await timeReads(`${api.url}/api/turns/${turnId}`);
    return [
      figureOf("replay of 100,000 tokens from the start", whole, plain, 3),
      figureOf("replay of 100,000 tokens from the middle", half, plainHalf, null),
      figureOf("state of that turn", state, plain, null),
    ];
  } finally {
    bare.close();
  }
}

type Reads = { milliseconds: number[]; bytes: number };

function figureOf(name: string, ours: Reads, bare: Reads, gate: number | null): Figure {
  const size = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
  return {
    name,
    unit: "ms",
    value: median(ours.milliseconds),
    baseline: median(bare.milliseconds),
    note: `${size(ours.bytes)}, ${spread(ours.milliseconds)} ms; bare ${size(bare.bytes)}, ${spread(bare.milliseconds)} ms`,
    gate,
    gated: "ratio",
  };
}

async function timeReads(url: string): Promise<Reads> {
  const milliseconds: number[] = [];
  let bytes = 0;
  for (let round = 0; round < warmUp + repetitions; round += 1) {
    const startedAt = performance.now();
    bytes = (await (await fetch(url)).arrayBuffer()).byteLength;
    if (round >= warmUp) milliseconds.push(performance.now() - startedAt);
  }
  return { milliseconds, bytes };
}

/** Reads the rows anew for every request and writes each as a frame: the least that a replay can do. */
async function startBareServer(file: string, turnId: string): Promise<{ url: string; close(): void }> {
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = db.prepare("select seq, type, data from turn_events where turn_id = ? and seq > ? order by seq");
  const server = createServer((request, response) => {
    const after = Number(new URL(request.url ?? "/", "http://bare").searchParams.get("after"));
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const row of rows.iterate(turnId, after)) {
      const { seq, type, data } = Row.parse(row);
      response.write(`id: ${seq}\nevent: ${type}\ndata: ${data}\n\n`);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      db.close();
    },
  };
}
