import { replaceOnce } from "@/lib/eval/alterations";
import { copiesOf, withTexts } from "@/lib/eval/case";
import type { JudgeTest } from "@/lib/eval/lab";
import { share } from "@/lib/eval/measure";

/** The same quantities in other units, one in each answer but the first: nothing of it is a contradiction. */
export const unitTraps: JudgeTest = {
  id: "units",
  title: "The same quantities in other units",
  async run({ stories, seeds, judgeAll }) {
    const cases = stories.flatMap((story) =>
      seeds.map((seed) => ({
        story,
        seed,
        answers: withTexts(copiesOf(story, 1 + story.sameInOtherUnits.length), (text, seat) => {
          const other = story.sameInOtherUnits[seat - 1];
          return other ? replaceOnce(text, other) : text;
        }),
      })),
    );
    const { judged, runs } = await judgeAll(cases);
    const traps = judged.reduce((sum, { asked }) => sum + asked.story.sameInOtherUnits.length, 0);
    const fallen = judged.map(({ asked, verdict }) => {
      const contradictions = verdict.points.filter(({ kind }) => kind === "contradictions").length;
      return Math.min(contradictions, asked.story.sameInOtherUnits.length);
    });
    const hits = fallen.reduce((sum, count) => sum + count, 0);
    return [share({ name: "false contradictions", hits, of: traps, target: { atMost: 0.05 }, runs })];
  },
};
