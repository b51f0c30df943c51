/**
 * Hidden pages that keep a stream, all tabs together. Over HTTP/1.1 a browser gives an origin six connections: three are left
 * for what is on the screen and for everything else that is asked for.
 */
const hiddenPlaces = 3;

/** What can be known about whether anybody sees the page. */
type Sight = {
  isHidden(): boolean;
  /** Calls back when that changes, until the signal aborts. */
  onChange(callback: () => void, until: AbortSignal): void;
};

export type PlacePorts = {
  sight: Sight;
  /** Takes one of the places of hidden pages: gives how to give it back; null = none is free. */
  takePlace: () => Promise<(() => void) | null>;
};

/**
 * Lets a stream run while the page is seen, or while it is hidden and has a place; ends it otherwise, to be started again when
 * the page is shown. `start` gives how to stop. Until the signal aborts.
 */
export function streamWhileSeen(start: () => () => void, { sight, takePlace }: PlacePorts, over: AbortSignal): void {
  let stop: (() => void) | null = null;
  let giveBack: (() => void) | null = null;
  let changes = 0;

  function hangUp() {
    stop?.();
    stop = null;
  }

  function leavePlace() {
    giveBack?.();
    giveBack = null;
  }

  async function settle() {
    changes += 1;
    const change = changes;
    if (!sight.isHidden()) {
      leavePlace();
      stop ??= start();
      return;
    }
    const place = await takePlace();
    // Shown again, or gone, meanwhile.
    if (over.aborted || change !== changes) return place?.();
    giveBack = place;
    if (place) stop ??= start();
    else hangUp();
  }

  over.addEventListener("abort", () => {
    hangUp();
    leavePlace();
  });
  sight.onChange(() => void settle(), over);
  void settle();
}

const pageSight: Sight = {
  isHidden: () => document.hidden,
  onChange: (callback, signal) => document.addEventListener("visibilitychange", callback, { signal }),
};

/** A browser knows places across its tabs as locks. Pages without a secure address have none: there, nobody can count. */
async function takeLock(): Promise<(() => void) | null> {
  if (!("locks" in navigator)) return () => {};
  for (let place = 1; place <= hiddenPlaces; place += 1) {
    const taken = await tryLock(`parley:stream:${place}`);
    if (taken) return taken;
  }
  return null;
}

function tryLock(name: string): Promise<(() => void) | null> {
  const { promise, resolve } = Promise.withResolvers<(() => void) | null>();
  const held = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (!lock) return resolve(null);
    const { promise: kept, resolve: release } = Promise.withResolvers<void>();
    resolve(release);
    return kept;
  });
  held.catch(() => resolve(null));
  return promise;
}

/** The places of this browser, as this page takes them. */
export const browserPlaces: PlacePorts = { sight: pageSight, takePlace: takeLock };
