type Timer = ReturnType<typeof setTimeout>;

export type Announcer = { announce: (message: string) => void };

/**
 * Passes messages on, one in `every` milliseconds at most; those that come sooner are merged into the next one.
 * Of messages on one subject (the words before a colon) only the newest is said: "Panel: 3 of 4 done".
 */
export function createAnnouncer(say: (message: string) => void, every = 2000, now = () => Date.now()): Announcer {
  let waiting = new Map<string, string>();
  let timer: Timer | undefined;
  let lastSaid = Number.NEGATIVE_INFINITY;

  function flush() {
    timer = undefined;
    lastSaid = now();
    say([...waiting.values()].join(". "));
    waiting = new Map();
  }

  return {
    announce(message) {
      const subject = message.split(":")[0] ?? message;
      waiting.delete(subject);
      waiting.set(subject, message);
      if (timer !== undefined) return;
      const wait = Math.max(0, lastSaid + every - now());
      if (wait === 0) flush();
      else timer = setTimeout(flush, wait);
    },
  };
}
