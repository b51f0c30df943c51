import { expect, it } from "vitest";
import { FailureError, failure } from "@/lib/core/failure";
import { finished, scriptedModels, testPorts } from "@/lib/core/test-kit";
import { copiesOf } from "./case";
import { stories } from "./fixtures/stories";
import { openLab } from "./lab";

const [story] = stories;
if (!story) throw new Error("There is no story.");
const cases = [1, 2, 3, 4].map((seed) => ({ story, seed, answers: copiesOf(story, 3) }));
const ending = '{"kind":"end","n":0}';
const options = {
  stories,
  seeds: [1],
  settings: { model: "t:judge", careful: false },
  maxCostUsd: null,
  concurrency: 2,
};

it("judges every case up to its analysis, and no final answer is paid for", async () => {
  const { streamModel, requests } = scriptedModels({ "t:judge": ending });
  const lab = openLab(options, testPorts(streamModel));
  const { judged, runs } = await lab.judgeAll(cases);
  expect(runs).toEqual({ usable: 4, asked: 4 });
  expect(judged.map(({ asked }) => asked.seed)).toEqual([1, 2, 3, 4]);
  expect(judged.map(({ calls }) => calls.map(({ task }) => task))).toEqual(cases.map(() => ["ANALYSIS"]));
  expect(requests).toHaveLength(4);
  expect(lab.bill()).toEqual({ calls: 4, costUsd: 0.04, unknown: 0, stoppedByCost: false });
});

it("asks for nothing more when the next judging may exceed the limit of cost", async () => {
  const { streamModel } = scriptedModels({ "t:judge": ending });
  const lab = openLab({ ...options, maxCostUsd: 0.025 }, testPorts(streamModel));
  const { runs } = await lab.judgeAll(cases);
  expect(runs).toEqual({ usable: 2, asked: 4 });
  expect(lab.bill()).toMatchObject({ calls: 2, costUsd: 0.02, stoppedByCost: true });
});

it("refuses to keep a limit of cost for a model whose cost nobody knows", async () => {
  const unpriced = async function* unpriced() {
    yield { type: "text" as const, text: ending };
    yield { ...finished, costUsd: null, usage: null };
  };
  const { streamModel } = scriptedModels({ "t:judge": unpriced });
  const lab = openLab({ ...options, maxCostUsd: 1 }, testPorts(streamModel));
  await expect(lab.judgeAll(cases)).rejects.toThrow("Nobody says what this model costs");
});

it("counts a judging that failed as missing, and keeps its reason", async () => {
  let calls = 0;
  const { streamModel } = scriptedModels({
    "t:judge": async function* second() {
      calls += 1;
      if (calls === 2) throw new FailureError(failure("rate_limited", "Too many."));
      yield { type: "text" as const, text: ending };
      yield finished;
    },
  });
  const lab = openLab({ ...options, concurrency: 1 }, testPorts(streamModel));
  const { judged, runs } = await lab.judgeAll(cases);
  expect(runs).toEqual({ usable: 3, asked: 4 });
  expect(judged.map(({ asked }) => asked.seed)).toEqual([1, 3, 4]);
  expect(lab.all.filter(({ failure: reason }) => reason !== null)).toHaveLength(1);
});
