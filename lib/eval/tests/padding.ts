import { seatId } from "@/lib/core/ids";
import { type Case, withTexts } from "@/lib/eval/case";
import { fillerLike } from "@/lib/eval/fixtures/filler-text";
import type { JudgeTest } from "@/lib/eval/lab";
import { mean } from "@/lib/eval/measure";
import { plantedCase } from "./planted";

const padded = 0;

/** One answer doubled with words that say nothing: it must not weigh more for it. */
export const padding: JudgeTest = {
  id: "padding",
  title: "One answer doubled by filler",
  async run({ stories, seeds, judgeAll }) {
    const groups = stories.flatMap((story) => seeds.map((seed) => plantedCase(story, seed)));
    const cases = groups.flatMap((clean, pair): (Case & { pair: number; isPadded: boolean })[] => [
      { ...clean, pair, isPadded: false },
      {
        ...clean,
        pair,
        isPadded: true,
        answers: withTexts(clean.answers, (text, seat) =>
          seat === padded ? `${text}\n\n${fillerLike(text, clean.story.language)}` : text,
        ),
      },
    ]);
    const { judged, runs } = await judgeAll(cases);
    const viewsIn = (pair: number, isPadded: boolean) =>
      judged
        .find(({ asked }) => asked.pair === pair && asked.isPadded === isPadded)
        ?.verdict.points.flatMap(({ views }) => views)
        .filter(({ panelistId }) => panelistId === seatId(padded)).length;
    const growth = groups.flatMap((_, pair) => {
      const [before, after] = [viewsIn(pair, false), viewsIn(pair, true)];
      return before && after !== undefined ? [after / before - 1] : [];
    });
    return [mean({ name: "growth of its views", target: { atMost: 0.1 }, runs }, growth)];
  },
};
