import { seatId } from "@/lib/core/ids";
import { alter, draw, type Span } from "@/lib/eval/alterations";
import { type Case, copiesOf } from "@/lib/eval/case";
import { type AlterationType, alterationTypes, type Story } from "@/lib/eval/fixtures/story";
import type { Batch, JudgeTest } from "@/lib/eval/lab";
import { matches, type Planted } from "@/lib/eval/match";
import { type Measure, share } from "@/lib/eval/measure";

const panelists = 4;
type PlantedFact = Planted & { type: AlterationType };
export type PlantedCase = Case & { planted: PlantedFact[] };

/** Copies of one answer; each fact of the story is altered in one or two of them. */
export function plantedCase(story: Story, seed: number): PlantedCase {
  const seats = Array.from({ length: panelists }, (_, seat) => seat);
  const chosen = story.facts.map((fact, at) => ({ fact, seats: draw(seats, 1 + ((seed + at) % 2), seed * 31 + at) }));
  const spansOf = new Map<string, Record<string, Span>>();
  const answers = copiesOf(story, panelists).map((answer, seat) => {
    const own = chosen.filter((plant) => plant.seats.includes(seat)).map(({ fact }) => fact);
    const { text, spans } = alter(answer.text, own);
    for (const [at, { type }] of own.entries()) {
      const span = spans[at];
      if (span) spansOf.set(type, { ...spansOf.get(type), [seatId(seat)]: span });
    }
    return { ...answer, text };
  });
  const planted = chosen.map(({ fact }) => ({
    type: fact.type,
    kind: "contradictions" as const,
    spans: spansOf.get(fact.type) ?? {},
  }));
  return { story, answers, seed, planted };
}

export const plantedContradictions: JudgeTest = {
  id: "planted",
  title: "Contradictions planted in copies of one answer",
  async run({ stories, seeds, judgeAll }) {
    const batch = await judgeAll(stories.flatMap((story) => seeds.map((seed) => plantedCase(story, seed))));
    return [...alterationTypes.map((type) => recallOf(type, batch)), precisionOf(batch)];
  },
};

function recallOf(type: AlterationType, { judged, runs }: Batch<PlantedCase>): Measure {
  const wanted = judged.flatMap(({ asked, verdict }) =>
    asked.planted.filter((plant) => plant.type === type).map((plant) => ({ plant, points: verdict.points })),
  );
  const found = wanted.filter(({ plant, points }) => points.some((point) => matches(point, plant)));
  const target = { atLeast: type === "number" ? 0.9 : 0.8 };
  return share({ name: `recall, ${type}`, hits: found.length, of: wanted.length, target, runs });
}

function precisionOf({ judged, runs }: Batch<PlantedCase>): Measure {
  const reported = judged.flatMap(({ asked, verdict }) =>
    verdict.points.filter(({ kind }) => kind === "contradictions").map((point) => ({ point, asked })),
  );
  const right = reported.filter(({ point, asked }) => asked.planted.some((plant) => matches(point, plant)));
  return share({ name: "precision", hits: right.length, of: reported.length, target: { atLeast: 0.8 }, runs });
}
