/** The line to the server as far as a page can know about it: time, and reasons to try again at once. */
export type Line = {
  /** Calls back once after so many milliseconds; gives a way to cancel. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Resolves after so many milliseconds, at once when the line wakes, and when the signal aborts. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Calls back, until the signal aborts, when streams that look open may be dead: another network, or a page that slept. */
  onWake(callback: () => void, until: AbortSignal): void;
};

/** A page that was hidden for so long may have slept through the end of its streams; in milliseconds. */
const longNap = 45_000;

const pausing = new Set<() => void>();
const sleeping = new Set<() => void>();
let isListening = false;
let hiddenAt = 0;

/** Ends every pause now: somebody wants to know at once whether the server is back. */
export function tryNow(): void {
  for (const wake of pausing) wake();
}

function wakeAll(): void {
  for (const wake of sleeping) wake();
  tryNow();
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  window.addEventListener("online", wakeAll);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      hiddenAt = Date.now();
      return;
    }
    if (Date.now() - hiddenAt > longNap) wakeAll();
    else tryNow();
  });
}

/** The line of this page. */
export const browserLine: Line = {
  after(milliseconds, callback) {
    const id = setTimeout(callback, milliseconds);
    return () => clearTimeout(id);
  },
  async pause(milliseconds, signal) {
    listen();
    if (signal.aborted) return;
    const woken = Promise.withResolvers<void>();
    const wake = () => woken.resolve();
    const id = setTimeout(wake, milliseconds);
    pausing.add(wake);
    signal.addEventListener("abort", wake, { once: true });
    await woken.promise;
    clearTimeout(id);
    pausing.delete(wake);
    signal.removeEventListener("abort", wake);
  },
  onWake(callback, until) {
    listen();
    sleeping.add(callback);
    until.addEventListener("abort", () => sleeping.delete(callback), { once: true });
  },
};
