import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAnnouncer } from "./announcer";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first message is said at once, those within 2 s are merged into one", () => {
  const said: string[] = [];
  const { announce } = createAnnouncer((message) => said.push(message));
  announce("Panel: 1 of 4 done");
  announce("Panel: 2 of 4 done");
  announce("Qwen3 32B failed, out of memory");
  expect(said).toEqual(["Panel: 1 of 4 done"]);
  vi.advanceTimersByTime(1999);
  expect(said).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(["Panel: 1 of 4 done", "Panel: 2 of 4 done. Qwen3 32B failed, out of memory"]);
});

test("the same message is not merged with itself", () => {
  const said: string[] = [];
  const { announce } = createAnnouncer((message) => said.push(message));
  for (const message of ["a", "b", "b"]) announce(message);
  vi.advanceTimersByTime(2000);
  expect(said).toEqual(["a", "b"]);
});

test("of messages on one subject only the newest is said", () => {
  const said: string[] = [];
  const { announce } = createAnnouncer((message) => said.push(message));
  for (const message of ["a", "Panel: 4 of 5 done", "Judge started", "Panel: 5 of 5 done"]) announce(message);
  vi.advanceTimersByTime(2000);
  expect(said).toEqual(["a", "Judge started. Panel: 5 of 5 done"]);
});
