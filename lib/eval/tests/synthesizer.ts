import { seatId } from "@/lib/core/ids";
import { spanOf } from "@/lib/eval/alterations";
import type { Case } from "@/lib/eval/case";
import type { Story } from "@/lib/eval/fixtures/story";
import type { Judged } from "@/lib/eval/judge-case";
import type { JudgeTest } from "@/lib/eval/lab";
import { shareOf } from "@/lib/eval/measure";
import { asLines, quoteAround, type ScriptedPoint } from "@/lib/eval/scripted-analysis";
import { wrongMajorityCase } from "./majority";

/** A wrong consensus with a source against it: the judge's part is replayed, the synthesizer is asked. */
function overruledCase(story: Story, seed: number): Case {
  const wrong = wrongMajorityCase(story, seed, false);
  const { was, becomes } = story.disputed;
  const textOf = (id: string) => wrong.answers[Number(id.slice(1)) - 1]?.text ?? "";
  const quoteOf = (id: string, words: string) => quoteAround(textOf(id), spanOf(textOf(id), words));
  const all = wrong.answers.map((_, seat) => seatId(seat));
  const [lone = seatId(0)] = all.filter((id) => wrong.right.includes(id));
  const others = all.filter((id) => id !== lone);
  const judgeWrites = (letterOf: (id: string) => string) => {
    const agreed: ScriptedPoint = {
      kind: "consensus",
      topic: "What most answers say",
      weight: 2,
      views: others.map((id) => ({ by: letterOf(id), quote: quoteOf(id, becomes) })),
      point: becomes,
    };
    const alone: ScriptedPoint = {
      kind: "unique_insights",
      topic: "What a page says",
      weight: 3,
      views: [{ by: letterOf(lone), quote: quoteOf(lone, was), sources: ["S1"] }],
      trust: "sourced",
      point: `${was}, by the page that it names`,
    };
    const missing = { kind: "blind_spots", topic: "Prices", weight: 3, ask: null, point: "No answer names any price." };
    return asLines([agreed, alone, missing]).join("\n");
  };
  return { ...wrong, judgeWrites };
}

export const synthesizer: JudgeTest = {
  id: "synthesizer",
  title: "A wrong consensus with a source against it",
  async run({ stories, seeds, judgeAll }) {
    const { judged, runs } = await judgeAll(
      stories.flatMap((s, at) => seeds.map((seed) => overruledCase(s, seed + at))),
    );
    return [
      shareOf({ name: "overruled, with its source", target: { atLeast: 0.8 }, runs }, judged.map(isOverruled)),
      shareOf(
        { name: "points of weight 3 used", target: { atLeast: 1 }, runs },
        judged.flatMap(({ verdict }) =>
          verdict.points
            .filter(({ weight }) => weight === 3)
            .map(({ id }) => verdict.finalAnswer.marks.some((mark) => mark.pointId === id)),
        ),
      ),
      shareOf({ name: "source marks that exist", target: { atLeast: 1 }, runs }, judged.flatMap(marksThatExist)),
    ];
  },
};

function isOverruled({ asked, verdict: { finalAnswer } }: Judged): boolean {
  const { right } = asked.story.disputed;
  return finalAnswer.text.includes(right) && finalAnswer.text.includes("[S1]");
}

/** Each source mark as the model wrote it, before unknown ones are taken out. */
function marksThatExist({ calls, turn }: Judged): boolean[] {
  const written = calls.find(({ task }) => task.startsWith("FINAL ANSWER"))?.text ?? "";
  const known = new Set(turn.sources.map(({ id }) => id));
  const ids = [...written.matchAll(/\[(S\d+(?:,\s*S\d+)*)\]/g)].flatMap(([, list = ""]) => list.split(/,\s*/));
  return ids.map((id) => known.has(id));
}
