import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTick } from "node:timers/promises";
import { createApi } from "@/e2e/support/api";
import { problemsOf } from "@/e2e/support/check-database";
import { connectScripted, type Scripted } from "@/e2e/support/scripted";
import { freePort, startServer } from "@/e2e/support/server";
import type { TurnState } from "@/lib/core/turn";
import type { Figure } from "./report";
import { median, percentile, spread } from "./statistics";

const perSecond = 50;
const words = 400;
/** Three that stream; one that has ended long before. */
const streaming = [0, 1, 2].map((seat) => `numbered/${words + seat}/${perSecond}`);
const allowedMilliseconds = 100;

type Loss = { words: number; milliseconds: number; answers: number; reopened: number; problems: number };

/** P6: what a kill at a random word costs, counted against what the upstream had sent; and how soon the next process answers. */
export async function benchKillLoss(kills: number): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "parley-bench-kill-"));
  // One port for all of them: the upstream is told through it that a round begins.
  const port = await freePort();
  const first = await startServer({ dataDir, port });
  const scripted = await connectScripted(createApi(first.url));
  await first.stop();
  const losses: Loss[] = [];
  try {
    for (let round = 0; round < kills; round += 1) losses.push(await killOnce({ dataDir, port }, scripted));
  } finally {
    await scripted.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return figuresOf(losses);
}

function figuresOf(losses: readonly Loss[]): Figure[] {
  const milliseconds = losses.map((loss) => loss.milliseconds);
  const lost = losses.map((loss) => loss.words);
  const reopened = losses.map((loss) => loss.reopened);
  const sum = (of: (loss: Loss) => number) => losses.reduce((total, loss) => total + of(loss), 0);
  const base = { baseline: null, gated: "value" as const, gate: null };
  const note = `${losses.length} kills, 3 answers of ${perSecond} words/s each`;
  return [
    {
      ...base,
      name: "kill -9: text lost, p50",
      unit: "ms",
      value: median(milliseconds),
      note: `${note}, ${spread(milliseconds)} ms`,
    },
    {
      ...base,
      name: "kill -9: text lost, max",
      unit: "ms",
      value: percentile(milliseconds, 1),
      note,
      gate: allowedMilliseconds,
    },
    { ...base, name: "kill -9: words of an answer lost, max", unit: "words", value: percentile(lost, 1), note },
    {
      ...base,
      name: "kill -9: finished answers lost",
      unit: "answers",
      value: sum(({ answers }) => answers),
      note,
      gate: 0,
    },
    {
      ...base,
      name: "kill -9: databases with a fault",
      unit: "databases",
      value: sum(({ problems }) => problems),
      note,
      gate: 0,
    },
    {
      ...base,
      name: "kill -9: next process answers, p50",
      unit: "ms",
      value: median(reopened),
      note: `${spread(reopened)} ms`,
    },
  ];
}

async function killOnce(place: { dataDir: string; port: number }, scripted: Scripted): Promise<Loss> {
  const server = await startServer(place);
  await scripted.forget();
  const api = createApi(server.url);
  const seats = ["Ada = plain-a", ...streaming.map((model, index) => `Seat ${index} = ${model}`)];
  const panel = { ...scripted.panel("Kill", seats), limits: { quorum: "all" as const } };
  const { turnId } = await api.ask({ question: "What is lost?", panel });
  await api.until(turnId, ({ type }) => type === "answer-ended");
  const target = 20 + Math.floor(Math.random() * (words / 2));
  const sentTo = (model: string) => scripted.requests(model)[0]?.sentAt ?? [];
  while (sentTo(streaming[0] ?? "").length < target) await nextTick();
  const killedAt = Date.now();
  await server.kill();

  const problems = problemsOf(place.dataDir).length;
  const startedAt = performance.now();
  const next = await startServer(place);
  const reopened = performance.now() - startedAt;
  const turn = await createApi(next.url).turn(turnId);
  await next.stop();
  const lost = streaming.map((model, index) => lossOf(turn, `p${index + 2}`, { sentAt: sentTo(model), killedAt }));
  return {
    words: Math.max(...lost.map((each) => each.words)),
    milliseconds: Math.max(...lost.map((each) => each.milliseconds)),
    answers: turn.answers.filter(({ panelistId, status }) => panelistId === "p1" && status !== "done").length,
    reopened,
    problems,
  };
}

/** How many words that had been sent are not there, and how long before the kill the first of them was sent. */
function lossOf(
  { answers }: TurnState,
  panelistId: string,
  { sentAt, killedAt }: { sentAt: readonly number[]; killedAt: number },
): Pick<Loss, "words" | "milliseconds"> {
  const text = answers.find((answer) => answer.panelistId === panelistId)?.text ?? "";
  const stored = text.match(/\S+/g)?.length ?? 0;
  const sent = sentAt.filter((at) => at <= killedAt);
  const firstLost = sent[stored];
  return { words: sent.length - stored, milliseconds: firstLost === undefined ? 0 : killedAt - firstLost };
}
