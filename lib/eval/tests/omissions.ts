import { seatId } from "@/lib/core/ids";
import { draw, type Span, spanOf } from "@/lib/eval/alterations";
import { type Case, copiesOf, withTexts } from "@/lib/eval/case";
import { answerOf, type Story } from "@/lib/eval/fixtures/story";
import type { JudgeTest, Lab } from "@/lib/eval/lab";
import { matches, overlapOf, type Planted } from "@/lib/eval/match";
import { mean, shareOf } from "@/lib/eval/measure";

const panelists = 4;
const seats = Array.from({ length: panelists }, (_, seat) => seat);

type OmissionCase = Case & { section: number; planted: Planted };

/** A section deleted from two of four answers. */
export function someOmitCase(story: Story, seed: number): OmissionCase {
  const section = seed % story.sections.length;
  const without = draw(seats, 2, seed);
  const answers = withTexts(copiesOf(story, panelists), (text, seat) =>
    without.includes(seat) ? answerOf(story, [section]) : text,
  );
  const words = story.sections[section]?.text ?? "";
  const spans = Object.fromEntries(
    seats
      .filter((seat) => !without.includes(seat))
      .map((seat) => [seatId(seat), spanOf(answers[seat]?.text ?? "", words)]),
  );
  return { story, answers, seed, section, planted: { kind: "partial_coverage", spans } };
}

export const omissionBySome: JudgeTest = {
  id: "omission-some",
  title: "A section that two of four answers lack",
  async run(lab) {
    const { judged, runs } = await lab.judgeAll(casesOf(lab, someOmitCase));
    const found = judged.map(({ asked: { planted }, verdict }) =>
      verdict.points.some(
        (point) => matches(point, planted) && point.views.length === Object.keys(planted.spans).length,
      ),
    );
    const name = "partial coverage with the right panelists";
    return [shareOf({ name, target: { atLeast: 0.8 }, runs }, found)];
  },
};

/** A part of the request that no answer covers. */
function allOmitCase(story: Story, seed: number): Case & { section: number; askedFor: Span } {
  const section = seed % story.sections.length;
  const answers = withTexts(copiesOf(story, panelists), () => answerOf(story, [section]));
  return { story, answers, seed, section, askedFor: spanOf(story.question, story.sections[section]?.ask ?? "") };
}

export const omissionByAll: JudgeTest = {
  id: "omission-all",
  title: "A requested part that every answer lacks",
  async run(lab) {
    const { judged, runs } = await lab.judgeAll(casesOf(lab, allOmitCase));
    const found = judged.map(({ asked, verdict }) =>
      verdict.points.some(({ ask }) => ask !== null && overlapOf(askedSpan(asked.story, ask), asked.askedFor) >= 0.5),
    );
    return [shareOf({ name: "blind spot with the words of the request", target: { atLeast: 0.8 }, runs }, found)];
  },
};

export const filler: JudgeTest = {
  id: "filler",
  title: "Complete answers: nothing is missing",
  async run(lab) {
    const { judged, runs } = await lab.judgeAll(
      casesOf(lab, (story, seed) => ({ story, seed, answers: copiesOf(story, panelists) })),
    );
    const idle = judged.map(
      ({ verdict }) => verdict.points.filter((p) => p.kind === "blind_spots" && p.ask === null).length,
    );
    return [mean({ name: "blind spots not asked for, per analysis", target: { atMost: 0.5 }, runs }, idle)];
  },
};

function casesOf<Kind>({ stories, seeds }: Lab, caseOf: (story: Story, seed: number) => Kind): Kind[] {
  return stories.flatMap((story, at) => seeds.map((seed) => caseOf(story, seed + at)));
}

function askedSpan({ question }: Story, ask: string): Span {
  const start = Math.max(0, question.indexOf(ask));
  return { start, end: start + ask.length };
}
