type Timer = ReturnType<typeof setTimeout>;

export type Announcer = { announce: (message: string) => void };

/**
 * Passes messages on, one in `every` milliseconds at most; those that come sooner are merged into the next one.
 * The same message twice in a row in one batch is said once.
 */
export function createAnnouncer(say: (message: string) => void, every = 2000, now = () => Date.now()): Announcer {
  let waiting: string[] = [];
  let timer: Timer | undefined;
  let lastSaid = Number.NEGATIVE_INFINITY;

  function flush() {
    timer = undefined;
    lastSaid = now();
    say(waiting.join(". "));
    waiting = [];
  }

  return {
    announce(message) {
      if (!waiting.includes(message)) waiting.push(message);
      if (timer !== undefined) return;
      const wait = Math.max(0, lastSaid + every - now());
      if (wait === 0) flush();
      else timer = setTimeout(flush, wait);
    },
  };
}
