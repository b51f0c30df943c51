import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "@/lib/core/model";

/** The machine's own time. */
export const realClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    // Aborting is the caller's way to wake up early, not an error.
    await wait(milliseconds, undefined, { signal }).catch(() => {});
  },
};
