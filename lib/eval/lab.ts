import type { ModelName } from "@/lib/core/ids";
import type { TurnPorts } from "@/lib/core/ports";
import type { Case, JudgeSettings } from "./case";
import type { Story } from "./fixtures/story";
import { type Judged, judgeCase } from "./judge-case";
import type { Measure, Runs } from "./measure";
import { type SortCase, type Sorted, sortCase } from "./sort-case";

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
  /** Has follow-ups sorted, in the same way. */
  sortAll: (cases: readonly SortCase[]) => Promise<{ sorted: Sorted[]; runs: Runs }>;
  /** Every judging so far, the failed ones too. */
  all: readonly Judged[];
  /** Those and every sorting. */
  made: readonly Made[];
};

/** What was asked of the model: its calls, and why it gave nothing to measure. */
type Made = Pick<Judged, "calls" | "failure">;

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
  const { stories, seeds, settings } = options;
  const all: Judged[] = [];
  const made: Made[] = [];
  let stoppedByCost = false;
  let dearest = 0;

  const bill = (): Bill => {
    const calls = made.flatMap((each) => each.calls).filter((call) => !call.replayed);
    const costUsd = calls.reduce((sum, call) => sum + (call.costUsd ?? 0), 0);
    return {
      calls: calls.length,
      costUsd,
      unknown: calls.filter((call) => call.costUsd === null).length,
      stoppedByCost,
    };
  };

  async function makeOne<Result extends Made>(make: () => Promise<Result>): Promise<Result | null> {
    const { costUsd, unknown } = bill();
    if (options.maxCostUsd !== null && unknown > 0) throw new Error(unknownCost);
    stoppedByCost ||= options.maxCostUsd !== null && costUsd + dearest > options.maxCostUsd;
    if (stoppedByCost) return null;
    const result = await make();
    dearest = Math.max(
      dearest,
      result.calls.reduce((sum, call) => sum + (call.costUsd ?? 0), 0),
    );
    made.push(result);
    return result.failure === null ? result : null;
  }

  async function makeAll<Kind, Result extends Made>(cases: readonly Kind[], make: (asked: Kind) => Promise<Result>) {
    const results = cases.map((): Result | null => null);
    const waiting = [...cases.entries()];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [at, asked] = next;
        results[at] = await makeOne(() => make(asked));
      }
    };
    // With a limit one at a time: what still runs is not on the bill yet.
    const atOnce = options.maxCostUsd === null ? options.concurrency : 1;
    await Promise.all(Array.from({ length: atOnce }, work));
    const usable = results.filter((result) => result !== null);
    return { usable, runs: { usable: usable.length, asked: cases.length } };
  }

  async function judgeAll<Kind extends Case>(cases: readonly Kind[]): Promise<Batch<Kind>> {
    const { usable: judged, runs } = await makeAll(cases, async (asked) => {
      const one = { ...(await judgeCase(asked, settings, ports)), asked };
      all.push(one);
      return one;
    });
    return { judged, runs };
  }

  const sortAll: Lab["sortAll"] = async (cases) => {
    const { usable: sorted, runs } = await makeAll(cases, (asked) => sortCase(asked, settings, ports));
    return { sorted, runs };
  };

  const judge = { model: settings.model, label: ports.labelOf(settings.model) };
  return { stories, seeds, judge, judgeAll, sortAll, all, made, bill };
}
