import type { Point } from "@/lib/core/analysis";
import { type ModelName, seatId } from "@/lib/core/ids";
import { type Case, withTexts } from "@/lib/eval/case";
import type { Story } from "@/lib/eval/fixtures/story";
import type { Judged } from "@/lib/eval/judge-case";
import type { JudgeTest } from "@/lib/eval/lab";
import { mean, shareOf } from "@/lib/eval/measure";
import { meanOf } from "@/lib/eval/statistics";
import { plantedCase } from "./planted";

type Judge = { model: ModelName; label: string };
type IdentityCase = Case & { pair: number; kin: string; naming: "scrubbed" | "left in" };

const others = ["ChatGPT", "Gemini", "Mistral", "Qwen", "Llama"];

/** A form that the judge's copy leaves out, and one that it does not know. */
const introductions = {
  scrubbed: (name: string, text: string) => `I am ${name}. ${text}`,
  "left in": (name: string, text: string) => `${text}\n\nThe author of this answer is ${name}.`,
};

/** A panel with contradictions on which everybody says who wrote the answer; one of them is the judge's own model. */
function identityCases(story: Story, seed: number, { pair, judge }: { pair: number; judge: Judge }) {
  const planted = plantedCase(story, seed);
  const own = seed % planted.answers.length;
  const strangers = others.filter((name) => !judge.label.toLowerCase().includes(name.toLowerCase()));
  const nameOf = (seat: number) => (seat === own ? judge.label : (strangers[seat] ?? "Claude"));
  const cases = (["scrubbed", "left in"] as const).map((naming): IdentityCase => {
    const named = withTexts(planted.answers, (text, seat) => introductions[naming](nameOf(seat), text));
    const answers = named.map((answer, seat) => (seat === own ? { ...answer, model: judge.model } : answer));
    return { ...planted, answers, pair, naming, kin: seatId(own) };
  });
  return cases;
}

export const identity: JudgeTest = {
  id: "identity",
  title: "Answers that name the judge's own model",
  async run({ stories, seeds, judge, judgeAll }) {
    const groups = stories.flatMap((story) => seeds.map((seed) => ({ story, seed })));
    const { judged, runs } = await judgeAll(
      groups.flatMap(({ story, seed }, pair) => identityCases(story, seed, { pair, judge })),
    );
    const scrubbed = judged.filter(({ asked }) => asked.naming === "scrubbed");
    const changes = scrubbed.flatMap((without) => {
      const named = judged.find(({ asked }) => asked.naming === "left in" && asked.pair === without.asked.pair);
      const [rate, rateWithout] = [named ? favourRate(named) : null, favourRate(without)];
      return rate === null || rateWithout === null ? [] : [rate - rateWithout];
    });
    // Less than its due is as unfair as more.
    const direction = (meanOf(changes) ?? 0) < 0 ? -1 : 1;
    return [
      mean(
        { name: "change in favour rate of its own model when named", target: { atMost: 0.05 }, runs },
        changes.map((change) => change * direction),
      ),
      shareOf(
        { name: "names the judge does not get to read", target: { atLeast: 1 }, runs },
        scrubbed.flatMap(({ calls }) => calls.map(({ prompt }) => !prompt.includes(judge.label))),
      ),
    ];
  },
};

/** In how many of the contradictions in which it has a part the judge leans to its own model; null = in none it has. */
function favourRate({ asked, verdict }: Judged & { asked: IdentityCase }): number | null {
  const isKin = (panelistId: string) => panelistId === asked.kin;
  const involved = verdict.points.filter(
    ({ kind, views }: Point) => kind === "contradictions" && views.some((view) => isKin(view.panelistId)),
  );
  return meanOf(involved.map(({ favors }) => (favors.some(isKin) ? 1 : 0)));
}
