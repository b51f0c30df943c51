import { expect, test } from "vitest";
import { createPaintLoop } from "./paint-loop";

/** A clock whose frames (every 16 ms) and timers run when the test moves it. */
function setUp() {
  let now = 0;
  let hidden = false;
  let drawing = 0;
  let onVisibility = () => {};
  let planned: { at: number; run: () => void }[] = [];
  const at = (time: number, run: () => void) => {
    const plan = { at: time, run };
    planned.push(plan);
    return () => {
      planned = planned.filter((other) => other !== plan);
    };
  };
  const loop = createPaintLoop({
    now: () => now,
    nextFrame: (run) => (hidden ? () => {} : at(Math.floor(now / 16) * 16 + 16 + drawing, run)),
    after: (milliseconds, run) => at(now + milliseconds, run),
    isHidden: () => hidden,
    onVisibility: (listener) => {
      onVisibility = listener;
    },
  });
  function moveTo(time: number) {
    for (;;) {
      const [next] = planned.toSorted((a, b) => a.at - b.at);
      if (!next || next.at > time) break;
      planned = planned.filter((plan) => plan !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = time;
  }
  function hide(next: boolean) {
    hidden = next;
    onVisibility();
  }
  function drawFor(milliseconds: number) {
    drawing = milliseconds;
  }
  return { loop, moveTo, hide, drawFor };
}

/** Asks again after each run, as a stream does. */
function busyTask(loop: { request(task: () => void): void }) {
  const task = () => {
    task.runs += 1;
    loop.request(task);
  };
  task.runs = 0;
  loop.request(task);
  return task;
}

test("a round that takes long to draw is followed by a longer pause, and a quick one by the usual again", () => {
  const { loop, moveTo, drawFor } = setUp();
  const task = busyTask(loop);
  drawFor(80);
  moveTo(2000);
  const slow = task.runs;
  expect(slow).toBeLessThan(10);
  drawFor(0);
  moveTo(2500);
  const before = task.runs;
  moveTo(3500);
  expect(task.runs - before).toBeGreaterThan(12);
});

test("a stream is painted at most 20 times a second", () => {
  const { loop, moveTo } = setUp();
  const task = busyTask(loop);
  moveTo(1000);
  expect(task.runs).toBeGreaterThan(12);
  expect(task.runs).toBeLessThanOrEqual(20);
});

test("all streams of a page are painted in the same rounds, each once", () => {
  const { loop, moveTo } = setUp();
  const order: string[] = [];
  const [a, b] = [() => void order.push("a"), () => void order.push("b")];
  for (const task of [a, b, a, b]) loop.request(task);
  moveTo(20);
  expect(order).toEqual(["a", "b"]);
});

test("a hidden tab is painted once a second, and at once when it is seen again", () => {
  const { loop, moveTo, hide } = setUp();
  const task = busyTask(loop);
  moveTo(100);
  const before = task.runs;
  hide(true);
  moveTo(3100);
  expect(task.runs - before).toBeGreaterThanOrEqual(2);
  expect(task.runs - before).toBeLessThanOrEqual(4);
  const whileHidden = task.runs;
  hide(false);
  moveTo(3200);
  expect(task.runs).toBeGreaterThan(whileHidden);
});

test("a forgotten task is not run", () => {
  const { loop, moveTo } = setUp();
  let runs = 0;
  const task = () => void runs++;
  loop.request(task);
  loop.forget(task);
  moveTo(1000);
  expect(runs).toBe(0);
});
