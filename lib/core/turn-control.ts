import type { PanelistId } from "./ids";

/** What a person may do to a running turn, as the turn itself sees it. */
export type TurnControl = {
  /** Aborted = stop the whole turn. */
  signal: AbortSignal;
  /** Aborted = stop this attempt of this panelist; also aborted by {@link signal}. */
  panelistSignal(panelistId: PanelistId, attempt: number): AbortSignal;
  /** Panelists to ask again, as people request it; never ends by itself. */
  retries: AsyncIterable<PanelistId>;
  /** Resolves when a person wants the answers judged that are there, and when the turn is over. */
  judgeAsked: Promise<void>;
};

export type TurnRemote = TurnControl & {
  stop(): void;
  /** Stops the newest attempt of one panelist. */
  stopPanelist(panelistId: PanelistId): void;
  retryPanelist(panelistId: PanelistId): void;
  /** Closes the collection at once, if two answers are in. */
  judgeNow(): void;
};

/** Makes the remote control of one running turn. */
export function createTurnControl(): TurnRemote {
  const whole = new AbortController();
  const newest = new Map<PanelistId, AbortController>();
  const asked: PanelistId[] = [];
  const judge = Promise.withResolvers<void>();
  let wake = () => {};

  async function* retries(): AsyncGenerator<PanelistId> {
    while (!whole.signal.aborted) {
      const panelistId = asked.shift();
      if (panelistId) {
        yield panelistId;
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  whole.signal.addEventListener("abort", () => {
    wake();
    judge.resolve();
  });

  return {
    signal: whole.signal,
    retries: retries(),
    judgeAsked: judge.promise,
    panelistSignal(panelistId) {
      const controller = new AbortController();
      newest.set(panelistId, controller);
      return AbortSignal.any([whole.signal, controller.signal]);
    },
    stop: () => whole.abort(),
    stopPanelist: (panelistId) => newest.get(panelistId)?.abort(),
    retryPanelist(panelistId) {
      asked.push(panelistId);
      wake();
    },
    judgeNow: () => judge.resolve(),
  };
}
