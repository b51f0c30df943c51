import { expect, it } from "vitest";
import { mean, share, shareOf } from "./measure";

const runs = { usable: 20, asked: 20 };
const named = { name: "recall", target: { atLeast: 0.8 }, runs };

it("a share meets a target that it reaches exactly", () => {
  expect(share({ ...named, hits: 8, of: 10 })).toMatchObject({ value: 0.8, outcome: "met" });
  expect(share({ ...named, hits: 7, of: 10 })).toMatchObject({ outcome: "not met" });
  expect(share({ ...named, hits: 1, of: 10, target: { atMost: 0.1 } })).toMatchObject({ outcome: "met" });
  expect(share({ ...named, hits: 2, of: 10, target: { atMost: 0.1 } })).toMatchObject({ outcome: "not met" });
  expect(share({ ...named, hits: 2, of: 10, target: null })).toMatchObject({ outcome: "reported" });
});

it("what was never counted is no score", () => {
  expect(shareOf(named, [])).toMatchObject({ value: null, interval: null, outcome: "not measured" });
  expect(mean({ ...named, target: { atMost: 0.5 } }, [])).toMatchObject({ value: null, outcome: "not measured" });
});

it("too many judgings without an analysis leave a figure unmeasured, however good it looks", () => {
  const missing = { ...named, runs: { usable: 18, asked: 20 } };
  expect(
    shareOf(
      missing,
      Array.from({ length: 18 }, () => true),
    ),
  ).toMatchObject({ value: 1, outcome: "not measured" });
  expect(shareOf({ ...named, runs: { usable: 19, asked: 20 } }, [true])).toMatchObject({ outcome: "met" });
});
