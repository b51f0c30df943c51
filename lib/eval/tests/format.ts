import type { Judged } from "@/lib/eval/judge-case";
import { type Batch, type JudgeTest, type Lab } from "@/lib/eval/lab";
import { share } from "@/lib/eval/measure";
import { recordedOutputs } from "@/lib/eval/recorded-outputs";
import { asLines, rightAnalysis } from "@/lib/eval/scripted-analysis";
import { type PlantedCase, plantedCase } from "./planted";

/**
 * What the parser makes of twenty recorded outputs of judges without a JSON mode (no model is asked), and on which step
 * of the ladder the judge under test stood in all of this evaluation.
 */
export const format: JudgeTest = {
  id: "format",
  title: "Malformed outputs, and the steps of the ladder",
  async run(lab) {
    const [story] = lab.stories;
    if (!story) return [];
    const planted = plantedCase(story, 1);
    const cases = recordedOutputs.map(({ write }) => ({
      ...planted,
      until: "first call" as const,
      judgeWrites: (letterOf: (id: string) => string) => write(asLines(rightAnalysis(planted, letterOf))),
    }));
    const replayed = await lab.judgeAll(cases);
    return [...recordedMeasures(replayed), ...ladderMeasures(lab)];
  },
};

function recordedMeasures({ judged, runs }: Batch<PlantedCase>) {
  const written = judged.reduce((sum, { asked }) => sum + asked.planted.length, 0);
  const read = judged.reduce((sum, { verdict }) => sum + verdict.points.length, 0);
  const once = judged.filter(({ events }) => events.some(({ type }) => type === "analysis-ended")).length;
  const all = { usable: judged.length, asked: runs.asked };
  return [
    share({ name: "recorded outputs: points read", hits: read, of: written, target: null, runs: all }),
    share({ name: "recorded outputs: enough at once", hits: once, of: judged.length, target: null, runs: all }),
  ];
}

function ladderMeasures({ all }: Lab) {
  const asked = all.filter(({ calls }) => calls[0] && !calls[0].replayed);
  const runs = { usable: asked.length, asked: asked.length };
  const stepShare = (name: string, isOn: (one: Judged) => boolean) =>
    share({ name, hits: asked.filter(isOn).length, of: asked.length, target: null, runs });
  const ways = ({ verdict }: Judged) => verdict.askedAgain ?? [];
  return [
    stepShare(
      "ladder: enough at once",
      (one) => one.failure === null && !["repair", "reduced"].some((way) => ways(one).some((own) => own === way)),
    ),
    stepShare("ladder: lines repaired", (one) => ways(one).includes("repair")),
    stepShare("ladder: short form", (one) => ways(one).includes("reduced")),
    stepShare("ladder: no analysis", (one) => one.verdict.failure !== null),
  ];
}
