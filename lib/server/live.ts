/** One follower's ear. It remembers a ring that came while its owner was busy. */
type Bell = {
  /** Resolves once it rang since the last call, or when the signal of {@link Live.listen} aborts. */
  rung(): Promise<void>;
  [Symbol.dispose](): void;
};

export type Live = {
  /** Rings for everyone who listens to this turn. Carries no data: the woken read the log. */
  nudge(turnId: string): void;
  listen(turnId: string, signal: AbortSignal): Bell;
};

/** The wake-up between the writer of a turn and its followers. */
export function createLive(): Live {
  const rings = new Map<string, Set<() => void>>();

  function listen(turnId: string, signal: AbortSignal): Bell {
    let hasRung = false;
    let wake = () => {};
    const ring = () => {
      hasRung = true;
      wake();
    };
    const listeners = rings.get(turnId) ?? new Set();
    rings.set(turnId, listeners.add(ring));
    signal.addEventListener("abort", ring, { once: true });
    return {
      async rung() {
        if (!hasRung && !signal.aborted) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        hasRung = false;
      },
      [Symbol.dispose]() {
        signal.removeEventListener("abort", ring);
        listeners.delete(ring);
        if (listeners.size === 0 && rings.get(turnId) === listeners) rings.delete(turnId);
      },
    };
  }

  return {
    listen,
    nudge: (turnId) => {
      for (const ring of rings.get(turnId) ?? []) ring();
    },
  };
}
