import { seatId } from "@/lib/core/ids";
import { type Case, failureWords } from "@/lib/eval/case";
import type { Judged } from "@/lib/eval/judge-case";
import type { JudgeTest } from "@/lib/eval/lab";
import { shareOf } from "@/lib/eval/measure";
import { plantedCase } from "./planted";

type DegradedCase = Case & { failed: number };

/** One panelist failed, or all but one: the rest are judged as what they are. */
export const degradation: JudgeTest = {
  id: "degradation",
  title: "Panelists that failed",
  async run({ stories, seeds, judgeAll }) {
    const cases = stories.flatMap((story) =>
      seeds.flatMap((seed) => {
        const whole = plantedCase(story, seed);
        return [1, whole.answers.length - 1].map((failed): DegradedCase => {
          const answers = whole.answers.map((answer, seat) =>
            seat < failed ? { text: "", status: "failed" as const } : answer,
          );
          return { story, seed, answers, failed };
        });
      }),
    );
    const { judged, runs } = await judgeAll(cases);
    const target = { atLeast: 1 };
    return [
      shareOf({ name: "only who answered is counted", target, runs }, judged.map(countsTheActive)),
      shareOf({ name: "kinds that fit so many answers", target, runs }, judged.map(hasFittingKinds)),
      shareOf({ name: "no words of an error in a prompt", target, runs }, judged.map(hidesFailures)),
    ];
  },
};

function countsTheActive({ asked, verdict, calls }: Judged & { asked: DegradedCase }): boolean {
  const seated = asked.answers.length;
  const active = seated - asked.failed;
  const failed = new Set<string>(
    asked.answers.flatMap(({ status }, seat) => (status === "failed" ? [seatId(seat)] : [])),
  );
  const named = verdict.points.flatMap(({ views, silent }) => [...views.map((view) => view.panelistId), ...silent]);
  const told = calls.every(({ prompt, task }) => !task.startsWith("ANALYSIS") || prompt.includes(`of ${seated} asked`));
  return Object.keys(verdict.labels).length === active && told && !named.some((id) => failed.has(id));
}

/** Of two or more answers a consensus has at least half; of one nothing can be agreed or disputed. */
function hasFittingKinds({ asked, verdict }: Judged & { asked: DegradedCase }): boolean {
  const active = asked.answers.length - asked.failed;
  return verdict.points.every(({ kind, views }) => {
    if (active === 1) return kind === "partial_coverage" || kind === "blind_spots";
    return kind !== "consensus" || 2 * views.length >= active;
  });
}

function hidesFailures({ calls }: Judged): boolean {
  return calls.every(({ prompt }) => !prompt.includes(failureWords));
}
