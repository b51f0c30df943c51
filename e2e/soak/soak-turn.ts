import { createApi } from "@/e2e/support/api";
import type { StoredEvent } from "@/lib/core/events";
import type { Soaking } from "./soak";

const healthy = ["plain-a", "plain-b", "reasoning", "cited", "numbered/80/100", "numbered/200/200"];
const faulty = [
  "500",
  "503",
  "402",
  "error-in-200",
  "reset-after-20-words",
  "reset-after-200-words",
  "silent-after-20-words",
  "no-finish",
  "empty",
  "hang",
  "bad-lines",
  "comments-only",
];
const judges = ["judge", "judge-fenced", "judge-broken-lines"];
const faultyJudges = ["judge-prose", "judge-500"];
const faultShare = 0.1;
const seats = 4;

/** One turn from the question to its end, with readers that come and go; a kill in between is survived. */
export async function runTurn(soaking: Soaking): Promise<void> {
  const turnId = await ask(soaking);
  soaking.turnIds.push(turnId);
  soaking.counts.turns += 1;
  await follow(soaking, turnId);
  for (;;) {
    const status = await surviving(soaking, async () => (await createApi(soaking.server().url).turn(turnId)).status);
    soaking.counts.statuses[status] = (soaking.counts.statuses[status] ?? 0) + 1;
    if (status !== "interrupted") return;
    await surviving(soaking, () => continueTurn(soaking, turnId));
    await follow(soaking, turnId);
  }
}

async function continueTurn({ server }: Soaking, turnId: string): Promise<void> {
  // A turn that went on meanwhile has nothing to continue.
  await createApi(server().url).send("POST", `/api/turns/${turnId}/continue`);
}

async function ask(soaking: Soaking): Promise<string> {
  const { scripted, random, counts } = soaking;
  const draw = (good: readonly string[], bad: readonly string[]) => {
    const isFault = random.next() < faultShare;
    if (isFault) counts.faults += 1;
    return random.pick(isFault ? bad : good);
  };
  const panelists = Array.from({ length: seats }, (_, index) => `Seat ${index + 1} = ${draw(healthy, faulty)}`);
  const panel = { ...scripted.panel("Soak", panelists, draw(judges, faultyJudges)), limits: { graceSeconds: 1 } };
  return surviving(
    soaking,
    async () => (await createApi(soaking.server().url).ask({ question: "How long?", panel })).turnId,
  );
}

/** Reads a turn to its end; reloads at random: goes away and comes back with the last seq it has seen. */
async function follow(soaking: Soaking, turnId: string): Promise<void> {
  const { random, counts, brokenStreams } = soaking;
  let last = 0;
  let isClosed = false;
  while (!isClosed) {
    const reloadAfter = random.next() < 0.5 ? random.below(40) : Number.POSITIVE_INFINITY;
    await surviving(soaking, async () => {
      let read = 0;
      for await (const event of createApi(soaking.server().url).follow(turnId, last)) {
        if (event.seq !== last + 1) brokenStreams.push(`${turnId}: ${event.seq} after ${last}`);
        last = event.seq;
        isClosed = isLast(event);
        read += 1;
        if (read < reloadAfter) continue;
        counts.reloads += 1;
        return;
      }
      isClosed = true;
    });
  }
}

function isLast({ type }: StoredEvent): boolean {
  return ["turn-ended", "turn-failed", "turn-stopped", "turn-interrupted"].includes(type);
}

/** Does something again when the server went away in the middle of it. */
async function surviving<Result>({ isBack, server }: Soaking, work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    await isBack();
    const { pid } = server();
    try {
      return await work();
    } catch (error) {
      await isBack();
      if (server().pid !== pid) continue;
      throw error;
    }
  }
}
