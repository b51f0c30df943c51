import { seatId } from "@/lib/core/ids";
import type { Judged } from "@/lib/eval/judge-case";
import type { JudgeTest } from "@/lib/eval/lab";
import { mean } from "@/lib/eval/measure";
import { plantedCase } from "./planted";

const cut = 1;
const claimsSilence =
  /(?:does not|doesn't|fails to|never) (?:mention|say|state|cover|address)|\b(?:omits|lacks|silent|leaves? out|erwähnt .{0,40}nicht|schweigt|omite|no menciona|calla)\b/i;

/** One answer ends in the middle of a word: what it lacks is unknown, and nobody may call it silent on that. */
export const cutOff: JudgeTest = {
  id: "cut-off",
  title: "An answer cut in the middle",
  async run({ stories, seeds, judgeAll }) {
    const cases = stories.flatMap((story) =>
      seeds.map((seed) => {
        const whole = plantedCase(story, seed);
        const answers = whole.answers.map((answer, seat) =>
          seat === cut
            ? { text: answer.text.slice(0, Math.floor(answer.text.length / 2)), status: "cut_off" as const }
            : answer,
        );
        return { ...whole, answers };
      }),
    );
    const { judged, runs } = await judgeAll(cases);
    return [
      mean({ name: "points that call it silent, per analysis", target: { atMost: 0 }, runs }, judged.map(silences)),
    ];
  },
};

function silences({ verdict }: Judged): number {
  const letter = Object.entries(verdict.labels).find(([, panelistId]) => panelistId === seatId(cut))?.[0] ?? "?";
  const named = new RegExp(`\\b${letter}\\b`);
  return verdict.points.filter(({ silent, point, why }) => {
    const sentences = `${point}. ${why}`.split(/(?<=[.;])\s/);
    return silent.includes(seatId(cut)) || sentences.some((said) => named.test(said) && claimsSilence.test(said));
  }).length;
}
