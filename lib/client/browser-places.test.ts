import { expect, test } from "vitest";
import { browserPlaces } from "./stream-place";

/** Node's Web Locks are those of the browser's standard: places are counted as there. */
const { takePlace } = browserPlaces;

test("three places are given and a fourth is refused until one of them is given back", async () => {
  const taken = await Promise.all([takePlace(), takePlace(), takePlace()]);
  expect(taken.every((giveBack) => giveBack !== null)).toBe(true);
  expect(await takePlace()).toBeNull();
  taken[1]?.();
  await expect.poll(takePlace).not.toBeNull();
  expect(await takePlace()).toBeNull();
});
