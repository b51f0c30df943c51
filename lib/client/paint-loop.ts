export type PaintLoop = {
  /** Runs the task with the next paint; once, however often it was asked for before. */
  request(task: () => void): void;
  /** Forgets a task that was requested. */
  forget(task: () => void): void;
};

export type PaintClock = {
  now(): number;
  /** Calls back before the next paint; gives a way to cancel. */
  nextFrame(callback: () => void): () => void;
  after(milliseconds: number, callback: () => void): () => void;
  isHidden(): boolean;
  onVisibility(callback: () => void): void;
};

const visibleInterval = 50;
const slowestInterval = 400;
const hiddenInterval = 1000;
/** A frame at 60 Hz; what comes later than that after a round was spent on drawing it. */
const frame = 17;
/** Of the page's time at most this share goes to streams, so that scrolling and typing stay quick. */
const share = 1 / 3;

/**
 * One loop for everything on the page that streams: at most 20 rounds a second, fewer when a round takes long to draw
 * (a slow machine, a very long paragraph), one a second in a hidden tab.
 */
export function createPaintLoop(clock: PaintClock): PaintLoop {
  const tasks = new Set<() => void>();
  let last = Number.NEGATIVE_INFINITY;
  let interval = visibleInterval;
  let cancel: (() => void) | null = null;

  function run() {
    cancel = null;
    last = clock.now();
    const round = [...tasks];
    tasks.clear();
    for (const task of round) task();
    clock.nextFrame(() => {
      const cost = Math.max(0, clock.now() - last - frame);
      interval = Math.min(slowestInterval, Math.max(visibleInterval, cost / share));
    });
  }

  function plan() {
    if (cancel || tasks.size === 0) return;
    const wait = last + (clock.isHidden() ? hiddenInterval : interval) - clock.now();
    // A hidden tab has no frames, so only timers move it on.
    if (clock.isHidden()) cancel = clock.after(Math.max(0, wait), run);
    else if (wait > 0) cancel = clock.after(wait, toFrame);
    else toFrame();
  }

  function toFrame() {
    cancel = clock.nextFrame(run);
  }

  clock.onVisibility(() => {
    cancel?.();
    cancel = null;
    plan();
  });

  return {
    request(task) {
      tasks.add(task);
      plan();
    },
    forget(task) {
      tasks.delete(task);
    },
  };
}

const browserClock: PaintClock = {
  now: () => performance.now(),
  nextFrame(callback) {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
  after(milliseconds, callback) {
    const id = setTimeout(callback, milliseconds);
    return () => clearTimeout(id);
  },
  isHidden: () => document.hidden,
  onVisibility: (callback) => document.addEventListener("visibilitychange", callback),
};

let pageLoop: PaintLoop | null = null;

/** The paint loop of this page. */
export function paintLoop(): PaintLoop {
  pageLoop ??= createPaintLoop(browserClock);
  return pageLoop;
}
