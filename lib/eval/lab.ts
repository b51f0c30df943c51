import type { ModelName } from "@/lib/core/ids";
import type { TurnPorts } from "@/lib/core/ports";
import type { Case, JudgeSettings } from "./case";
import type { Story } from "./fixtures/story";
import { type Judged, judgeCase } from "./judge-case";
import type { Measure, Runs } from "./measure";

/** What came of some cases: the judgings that can be measured, and how many were wanted. */
export type Batch<Kind extends Case = Case> = { judged: (Judged & { asked: Kind })[]; runs: Runs };

/** What a test of the judge works with. */
export type Lab = {
  stories: readonly Story[];
  /** The model under test, and what it is called. */
  judge: { model: ModelName; label: string };
  /** One per repetition. */
  seeds: readonly number[];
  /** Judges all cases, several at once; what failed or was not paid for is missing, and counted as missing. */
  judgeAll: <Kind extends Case>(cases: readonly Kind[]) => Promise<Batch<Kind>>;
  /** Every judging so far, the failed ones too. */
  all: readonly Judged[];
};

export type JudgeTest = { id: string; title: string; run: (lab: Lab) => Promise<Measure[]> };

export type LabOptions = {
  stories: readonly Story[];
  seeds: readonly number[];
  settings: JudgeSettings;
  /** US dollars; null = no limit. */
  maxCostUsd: number | null;
  concurrency: number;
};

/** The calls that were made and what they cost; `unknown`: calls whose cost nobody knows. */
export type Bill = { calls: number; costUsd: number; unknown: number; stoppedByCost: boolean };

const unknownCost =
  "Nobody says what this model costs, so the limit of cost cannot be kept. Leave out --max-cost to go on.";

/** Judges cases over the given ports and keeps the bill. Stops asking when the next judging may exceed the limit. */
export function openLab(options: LabOptions, ports: TurnPorts): Lab & { bill: () => Bill } {
  const all: Judged[] = [];
  let stoppedByCost = false;
  let dearest = 0;

  const bill = (): Bill => {
    const calls = all.flatMap((judged) => judged.calls).filter((call) => !call.replayed);
    const costUsd = calls.reduce((sum, call) => sum + (call.costUsd ?? 0), 0);
    return {
      calls: calls.length,
      costUsd,
      unknown: calls.filter((call) => call.costUsd === null).length,
      stoppedByCost,
    };
  };

  async function judgeOne<Kind extends Case>(asked: Kind): Promise<(Judged & { asked: Kind }) | null> {
    const { costUsd, unknown } = bill();
    if (options.maxCostUsd !== null && unknown > 0) throw new Error(unknownCost);
    stoppedByCost ||= options.maxCostUsd !== null && costUsd + dearest > options.maxCostUsd;
    if (stoppedByCost) return null;
    const judged = { ...(await judgeCase(asked, options.settings, ports)), asked };
    dearest = Math.max(
      dearest,
      judged.calls.reduce((sum, call) => sum + (call.costUsd ?? 0), 0),
    );
    all.push(judged);
    return judged.failure === null ? judged : null;
  }

  async function judgeAll<Kind extends Case>(cases: readonly Kind[]): Promise<Batch<Kind>> {
    const results = cases.map((): (Judged & { asked: Kind }) | null => null);
    const waiting = [...cases.entries()];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await judgeOne(next[1]);
    };
    // With a limit one at a time: what still runs is not on the bill yet.
    const atOnce = options.maxCostUsd === null ? options.concurrency : 1;
    await Promise.all(Array.from({ length: atOnce }, work));
    const judged = results.filter((result) => result !== null);
    return { judged, runs: { usable: judged.length, asked: cases.length } };
  }

  const { stories, seeds, settings } = options;
  const judge = { model: settings.model, label: ports.labelOf(settings.model) };
  return { stories, seeds, judge, judgeAll, all, bill };
}
