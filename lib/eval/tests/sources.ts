import { replaceOnce } from "@/lib/eval/alterations";
import { copiesOf, sourceOf, withTexts } from "@/lib/eval/case";
import type { JudgeTest } from "@/lib/eval/lab";
import { shareOf } from "@/lib/eval/measure";

const citing = [0, 1, 2];
const severalSources =
  /\b(?:three|3|several|multiple|drei|mehrere|tres|varias)\s+(?:\w+\s+)?(?:sources|quellen|fuentes|pages|seiten|páginas)\b/i;

/** Three answers cite one page: that is one source, whoever counts. */
export const samePage: JudgeTest = {
  id: "same-page",
  title: "Three answers that cite one page",
  async run({ stories, seeds, judgeAll }) {
    const cases = stories.flatMap((story) =>
      seeds.map((seed) => ({
        story,
        seed,
        sources: [sourceOf(story, citing)],
        until: "final answer" as const,
        answers: withTexts(copiesOf(story, 4), (text, seat) => {
          const { was, becomes } = story.disputed;
          return replaceOnce(text, { was, becomes: citing.includes(seat) ? `${was} [S1]` : becomes });
        }),
      })),
    );
    const { judged, runs } = await judgeAll(cases);
    const counted = judged.map(({ verdict }) =>
      verdict.points.every(({ evidence }) => evidence === null || (evidence.sources <= 1 && evidence.domains <= 1)),
    );
    const worded = judged.map(({ verdict }) => {
      const said = verdict.points.map(({ point, why }) => `${point} ${why}`).join("\n");
      return !severalSources.test(`${said}\n${verdict.finalAnswer.text}`);
    });
    return [
      shareOf({ name: "counted as one source", target: { atLeast: 1 }, runs }, counted),
      shareOf({ name: "never called several sources", target: { atLeast: 1 }, runs }, worded),
    ];
  },
};
