import type { Point } from "@/lib/core/analysis";
import { labelAnonymously } from "@/lib/core/labels";
import { replaceOnce } from "@/lib/eval/alterations";
import { type Case, copiesOf, sourceOf, withTexts } from "@/lib/eval/case";
import type { AlterationType, Story } from "@/lib/eval/fixtures/story";
import type { Judged } from "@/lib/eval/judge-case";
import type { JudgeTest } from "@/lib/eval/lab";
import { isSamePoint } from "@/lib/eval/match";
import { mean, share } from "@/lib/eval/measure";
import { jaccard, pairsOf } from "@/lib/eval/statistics";

const panelists = 5;

/** Seeds under which every panelist stands at every letter exactly once, so that no position is luckier than another. */
export function balancedSeeds(count: number, from: number): number[] {
  const seats = Array.from({ length: count }, (_, seat) => seat);
  const orderOf = (seed: number) => labelAnonymously(seats, seed).map(({ item }) => item);
  const first = orderOf(from);
  return seats.map((turned) => {
    const wanted = seats.map((at) => first[(at + turned) % count]).join();
    for (let seed = from; ; seed += 1) if (orderOf(seed).join() === wanted) return seed;
  });
}

/** The seats that get a planted fact wrong; only the disputed fact has a page, named by two who have it right. */
const wrongSeats: Readonly<Partial<Record<AlterationType, readonly number[]>>> = {
  number: [2],
  date: [4],
  entity: [0],
};
const sourcedSeats = [1, 3];

function shuffledCase(story: Story, seed: number): Case {
  const answers = withTexts(copiesOf(story, panelists), (text, seat) => {
    const wrong = story.facts.filter(({ type }) => wrongSeats[type]?.includes(seat));
    const { was, becomes } = story.disputed;
    const disputed = sourcedSeats.includes(seat) ? `${was} [S1]` : becomes;
    return [...wrong, { was, becomes: disputed }].reduce(replaceOnce, text);
  });
  return { story, answers, seed, sources: [sourceOf(story, sourcedSeats)] };
}

export const shuffleStability: JudgeTest = {
  id: "shuffle",
  title: "The same answers in five orders",
  async run({ stories, seeds, judgeAll }) {
    const groups = stories.flatMap((story) => seeds.map((seed) => ({ story, seeds: balancedSeeds(panelists, seed) })));
    const cases = groups.flatMap((group, at) =>
      group.seeds.map((seed) => ({ ...shuffledCase(group.story, seed), group: at })),
    );
    const { judged, runs } = await judgeAll(cases);
    const pairs = groups.flatMap((_, at) => pairsIn(judged.filter(({ asked }) => asked.group === at)));
    const alike = pairs.flatMap(([a, b]) => jaccard(a.verdict.points, b.verdict.points, isSamePoint) ?? []);
    const leaning = pairs.flatMap(([a, b]) => pairsOf(contradictions(a), contradictions(b), isSamePoint));
    const agreed = leaning.filter(([a, b]) => a.favors.toSorted().join() === b.favors.toSorted().join());
    const rates = positionRates(judged);
    const spread = rates.length === 0 ? [] : [Math.max(...rates) - Math.min(...rates)];
    return [
      mean({ name: "same points, mean Jaccard", target: { atLeast: 0.6 }, runs }, alike),
      share({ name: "agreement of favours", hits: agreed.length, of: leaning.length, target: { atLeast: 0.9 }, runs }),
      mean({ name: "favour rate by position, spread", target: { atMost: 0.1 }, runs }, spread),
    ];
  },
};

function pairsIn<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((a, at) => items.slice(at + 1).map((b): [Item, Item] => [a, b]));
}

function contradictions({ verdict }: Judged): Point[] {
  return verdict.points.filter(({ kind }) => kind === "contradictions");
}

/** How often whoever stood at each letter was favoured, of the times it had a view in a contradiction that leans. */
function positionRates(judged: readonly Judged[]): number[] {
  return Array.from("ABCDE").flatMap((letter) => {
    const seen = judged.flatMap((one) =>
      contradictions(one)
        .filter(({ favors }) => favors.length > 0)
        .flatMap(({ favors, views }) =>
          views
            .filter(({ panelistId }) => one.verdict.labels[letter] === panelistId)
            .map(({ panelistId }) => favors.includes(panelistId)),
        ),
    );
    return seen.length === 0 ? [] : [seen.filter(Boolean).length / seen.length];
  });
}
