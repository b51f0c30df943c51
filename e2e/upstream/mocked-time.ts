import { vi } from "vitest";

export const nextTick = () => new Promise((resolve) => setImmediate(resolve));

/** What `run` gives, with timers that only `vi` moves until it is over. */
export async function inMockedTime<Result>(run: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance", "Date"] });
  try {
    return await run();
  } finally {
    vi.useRealTimers();
  }
}

/** Plays until `isQuiet`, when nothing more will come, and then lets so many milliseconds pass. */
export function playIntoSilence<Played>(
  play: () => Promise<Played>,
  isQuiet: () => boolean,
  milliseconds: number,
): Promise<Played> {
  return inMockedTime(async () => {
    const playing = play();
    while (!isQuiet()) await nextTick();
    await vi.advanceTimersByTimeAsync(milliseconds);
    vi.useRealTimers();
    return playing;
  });
}
