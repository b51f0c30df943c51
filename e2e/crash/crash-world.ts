import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Api, createApi } from "@/e2e/support/api";
import { type Held, type Hold, type HoldableServer, startHoldable } from "@/e2e/support/holdable-server";
import { connectScripted, type Scripted } from "@/e2e/support/scripted";
import type { StoredEvent } from "@/lib/core/events";
import type { PanelInput } from "@/lib/core/panel";
import type { TurnState } from "@/lib/core/turn";

/** A turn as a server has it, with its whole log. */
export type Stored = { turn: TurnState; events: StoredEvent[] };

/** One data folder and the servers that are killed on it, one after the other. */
export type CrashWorld = {
  dataDir: string;
  scripted: Scripted;
  /** Of the server that runs now. */
  api(): Api;
  server(): HoldableServer;
  panel(): PanelInput;
  stored(turnId: string): Promise<Stored>;
  /** Kills the server and starts the next one; `hold`: which is to stand still itself. */
  restart(hold?: Hold): Promise<void>;
  /** Lets the server stand still at a write that `work` leads to, and kills it there. */
  killAt(hold: Hold, work: () => Promise<unknown>, next?: Hold): Promise<Held>;
  /** Asks, and kills the server while it writes the turn. */
  askAndKill(kill: Kill): Promise<{ conversationId: string; held: Held }>;
  turnOf(conversationId: string): Promise<string>;
  /** How often each model was asked since then; those that were not are left out. */
  askedSince(before: Counts): Counts;
  counts(): Counts;
  close(): Promise<void>;
};

export type Kill = {
  hold: Hold;
  /** What is done while the turn runs. */
  meanwhile?: (api: Api, turnId: string) => Promise<unknown>;
  /** Where the next server stands still. */
  next?: Hold;
  /** How many words are streamed; absent = few. */
  words?: number;
};

type Counts = Record<string, number>;

/** Two that answer at once, two that stream so many numbered words, 200 a second. */
function seatsOf(words: number): Record<string, string> {
  return { Ada: "plain-a", Ben: "plain-b", Cay: `numbered/${words}/200`, Dee: `numbered/${words + 1}/200` };
}
const usualWords = 40;
/** Another model than the judge, to be told apart from it. */
export const synthesizer = "judge-fenced";

export async function openCrashWorld(): Promise<CrashWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-crash-"));
  let server = await startHoldable({ dataDir });
  let api = createApi(server.url);
  const scripted = await connectScripted(api);
  const counts = () => countsOf(scripted);

  async function restart(hold?: Hold): Promise<void> {
    await server.kill();
    server = await startHoldable({ dataDir, ...(hold ? { hold } : {}) });
    api = createApi(server.url);
  }

  async function killAt(hold: Hold, work: () => Promise<unknown>, next?: Hold): Promise<Held> {
    await server.hold(hold);
    const standing = server.held();
    // A process that stands still answers nobody: whatever it was asked for ends with it.
    const worked = work().catch(() => undefined);
    const held = await standing;
    await restart(next);
    await worked;
    return held;
  }

  return {
    dataDir,
    scripted,
    api: () => api,
    server: () => server,
    panel: () => panelOf(scripted),
    restart,
    killAt,
    counts,
    async stored(turnId) {
      const events: StoredEvent[] = [];
      for await (const event of api.follow(turnId)) events.push(event);
      return { turn: await api.turn(turnId), events };
    },
    async askAndKill({ hold, meanwhile, next, words }) {
      const conversationId = await api.startConversation();
      const work = async () => {
        const panel = panelOf(scripted, words);
        const { turnId } = await api.ask({ question: "What survives?", panel }, conversationId);
        await meanwhile?.(api, turnId);
      };
      return { conversationId, held: await killAt(hold, work, next) };
    },
    async turnOf(conversationId) {
      const [turn] = (await api.conversation(conversationId)).turns;
      if (!turn) throw new Error("The turn was not stored.");
      return turn.id;
    },
    askedSince(before) {
      const now = Object.entries(counts()).map(([model, count]) => [model, count - (before[model] ?? 0)] as const);
      return Object.fromEntries(now.filter(([, count]) => count > 0));
    },
    async close() {
      await server.stop();
      await scripted.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function countsOf(scripted: Scripted): Counts {
  const asked: Counts = {};
  for (const { model } of scripted.requests()) {
    const name = model.replace("scripted/", "");
    asked[name] = (asked[name] ?? 0) + 1;
  }
  return asked;
}

function panelOf(scripted: Scripted, words = usualWords): PanelInput {
  const named = Object.entries(seatsOf(words)).map(([label, model]) => `${label} = ${model}`);
  const written = { synthesizer: { model: scripted.model(synthesizer) }, limits: { quorum: "all" as const } };
  return { ...scripted.panel("Crash", named), ...written };
}
