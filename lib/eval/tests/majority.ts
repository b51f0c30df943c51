import { seatId } from "@/lib/core/ids";
import type { SourceState } from "@/lib/core/turn";
import { replaceOnce } from "@/lib/eval/alterations";
import { type Case, copiesOf, sourceOf, withTexts } from "@/lib/eval/case";
import type { Story } from "@/lib/eval/fixtures/story";
import type { Judged } from "@/lib/eval/judge-case";
import type { JudgeTest, Lab } from "@/lib/eval/lab";
import { shareOf } from "@/lib/eval/measure";

const panelists = 4;

type MajorityCase = Case & { right: readonly string[]; until: "final answer" };

/** A page without a word on the disputed fact. */
const besidePage = (seats: readonly number[]): SourceState => ({
  id: "S2",
  url: "https://www.example.org/notes/2019/07/some-facts",
  title: "Some facts I read",
  status: "found",
  seenBy: seats.map(seatId),
});

/** One answer has the disputed fact right, with its page; the others share a wrong value from no page or from one. */
export function wrongMajorityCase(story: Story, seed: number, page: boolean): MajorityCase {
  const lone = seed % panelists;
  const others = Array.from({ length: panelists }, (_, seat) => seat).filter((seat) => seat !== lone);
  const { was, becomes } = story.disputed;
  const answers = withTexts(copiesOf(story, panelists), (text, seat) =>
    replaceOnce(text, { was, becomes: seat === lone ? `${was} [S1]` : `${becomes}${page ? " [S2]" : ""}` }),
  );
  const sources = [sourceOf(story, [lone]), ...(page ? [besidePage(others)] : [])];
  return { story, answers, seed, sources, right: [seatId(lone)], until: "final answer" };
}

/** The mirror image: the majority has it right, with the page, and one is wrong without any. */
function rightMajorityCase(story: Story, seed: number): MajorityCase {
  const lone = seed % panelists;
  const others = Array.from({ length: panelists }, (_, seat) => seat).filter((seat) => seat !== lone);
  const { was, becomes } = story.disputed;
  const answers = withTexts(copiesOf(story, panelists), (text, seat) =>
    replaceOnce(text, { was, becomes: seat === lone ? becomes : `${was} [S1]` }),
  );
  const sources = [sourceOf(story, others)];
  return { story, answers, seed, sources, right: others.map(seatId), until: "final answer" };
}

export const majority: JudgeTest = {
  id: "majority",
  title: "A majority that is wrong, and one that is right",
  async run(lab) {
    const wrong = await lab.judgeAll([
      ...casesOf(lab, (story, seed) => wrongMajorityCase(story, seed, false)),
      ...casesOf(lab, (story, seed) => wrongMajorityCase(story, seed, true)),
    ]);
    const right = await lab.judgeAll(casesOf(lab, rightMajorityCase));
    return [
      shareOf(
        { name: "wrong majority: lone view favoured and written", target: { atLeast: 0.8 }, runs: wrong.runs },
        wrong.judged.map((one) => isFavoured(one) && isWritten(one)),
      ),
      shareOf(
        { name: "right majority kept", target: { atLeast: 0.95 }, runs: right.runs },
        right.judged.map((one) => isFavoured(one) && isWritten(one)),
      ),
    ];
  },
};

/** Whether the judge leans to the right side in a contradiction about the disputed fact, and to nobody else. */
function isFavoured({ asked, verdict }: Judged & { asked: MajorityCase }): boolean {
  return verdict.points.some(
    ({ kind, favors, views }) =>
      kind === "contradictions" &&
      favors.length > 0 &&
      favors.every((panelistId) => asked.right.includes(panelistId)) &&
      views.some(({ panelistId }) => !asked.right.includes(panelistId)),
  );
}

function isWritten({ asked, verdict }: Judged): boolean {
  return verdict.finalAnswer.text.includes(asked.story.disputed.right);
}

function casesOf<Kind>({ stories, seeds }: Lab, caseOf: (story: Story, seed: number) => Kind): Kind[] {
  return stories.flatMap((story, at) => seeds.map((seed) => caseOf(story, seed + at)));
}
