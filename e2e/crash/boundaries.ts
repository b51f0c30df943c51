import { expect } from "@playwright/test";
import { problemsOf } from "@/e2e/support/check-database";
import type { TurnEvent } from "@/lib/core/events";
import type { CrashWorld, Kill } from "./crash-world";
import { expectNothingLost, expectOnlyTheRestIsAsked, typesOf } from "./expectations";

/** A moment at which a process is killed, and all that must be true afterwards. */
export type Boundary = { name: string; check(world: CrashWorld): Promise<void> };

type Moment = Kill & {
  /** What had happened by then, and what had not. */
  has?: TurnEvent["type"];
  lacks?: TurnEvent["type"];
};

/** A kill at that moment of a turn, found interrupted and continued. */
function killed(name: string, { has, lacks, ...kill }: Moment): Boundary {
  return {
    name,
    async check(world) {
      const { conversationId, held } = await world.askAndKill(kill);
      const found = await expectNothingLost(world, await world.turnOf(conversationId), held);
      expect(found.turn.status).toBe("interrupted");
      expect(typesOf(found)).toEqual(expect.arrayContaining(["turn-interrupted", ...(has ? [has] : [])]));
      if (lacks) expect(typesOf(found)).not.toContain(lacks);
      await expectOnlyTheRestIsAsked(world, found);
    },
  };
}

/** A later flush that holds words of both streams: what came before is stored, and the code of a first turn is loaded. */
const inFlush = { hold: "answer-delta", when: "inside", rows: 1, nth: 16 } as const;

/** The moments that every run of the tests looks at. */
export const chosenBoundaries: readonly Boundary[] = [
  killed("in the middle of a flush", { hold: inFlush, words: 400, lacks: "verdict-started" }),
  killed("after an answer ended", { hold: { hold: "answer-ended" }, has: "answer-ended", lacks: "verdict-started" }),
  killed("in the middle of the final answer", { hold: { hold: "synthesis-delta" }, has: "synthesis-delta" }),
];

/** All others: those are for `npm run soak`. */
export const otherBoundaries: readonly Boundary[] = [
  killed("when it has been stored", { hold: { hold: "turn-started" }, lacks: "answer-started" }),
  killed("after the first word", { hold: { hold: "answer-delta" }, has: "answer-delta", lacks: "answer-ended" }),
  killed("when all answers are in", {
    hold: { hold: "verdict-started", when: "inside" },
    has: "answer-ended",
    lacks: "verdict-started",
  }),
  killed("after a point was stored", { hold: { hold: "point-added" }, has: "point-added", lacks: "analysis-ended" }),
  killed("after the analysis ended", {
    hold: { hold: "analysis-ended" },
    has: "analysis-ended",
    lacks: "synthesis-started",
  }),
  killed("while it is stopped", {
    hold: { hold: "turn-stopped", when: "inside" },
    lacks: "turn-stopped",
    words: 2000,
    async meanwhile(api, turnId) {
      await api.until(turnId, ({ type }) => type === "answer-ended");
      await api.send("POST", `/api/turns/${turnId}/stop`);
    },
  }),
  {
    name: "just before its end, to end by itself then,",
    async check(world) {
      const { conversationId } = await world.askAndKill({ hold: { hold: "turn-ended", when: "inside" } });
      const turnId = await world.turnOf(conversationId);
      const before = world.counts();
      await expect.poll(async () => (await world.api().turn(turnId)).status).toBe("done");
      expect(world.askedSince(before)).toEqual({});
      const types = typesOf(await world.stored(turnId));
      expect(types.slice(-3)).toEqual(["turn-interrupted", "turn-continued", "turn-ended"]);
      expect(problemsOf(world.dataDir)).toEqual([]);
    },
  },
  {
    name: "while it is continued",
    async check(world) {
      const { conversationId, held } = await world.askAndKill({ hold: { hold: "answer-ended" } });
      const turnId = await world.turnOf(conversationId);
      await expectNothingLost(world, turnId, held);
      const continued = () => world.api().json("POST", `/api/turns/${turnId}/continue`);
      const heldAgain = await world.killAt({ hold: "turn-continued" }, continued);
      const found = await expectNothingLost(world, turnId, heldAgain);
      expect(typesOf(found).filter((type) => type === "turn-interrupted")).toHaveLength(2);
      await expectOnlyTheRestIsAsked(world, found);
    },
  },
  {
    name: "and killed again while the next start recovers it",
    async check(world) {
      const next = { hold: "turn-interrupted", when: "inside" } as const;
      const { conversationId, held } = await world.askAndKill({ hold: { hold: "answer-ended" }, next });
      await world.restart();
      const found = await expectNothingLost(world, await world.turnOf(conversationId), held);
      expect(typesOf(found).filter((type) => type === "turn-interrupted")).toHaveLength(1);
      await expectOnlyTheRestIsAsked(world, found);
    },
  },
  {
    name: "while it is judged again",
    async check(world) {
      const api = world.api();
      const { turnId } = await api.ask({ question: "What survives?", panel: world.panel() });
      const done = await api.finished(turnId);
      const judged = () => api.json("POST", `/api/turns/${turnId}/verdicts`, { instructions: "Be brief." });
      const held = await world.killAt({ hold: "point-added" }, judged);
      const found = await expectNothingLost(world, turnId, held);
      expect(found.turn.verdicts[0]).toEqual(done.verdicts[0]);
      const turn = await expectOnlyTheRestIsAsked(world, found);
      expect(turn.verdicts.map(({ status }) => status)).toEqual(["done", "failed", "done"]);
      expect(turn.verdicts.at(-1)?.instructions).toBe("Be brief.");
    },
  },
];
