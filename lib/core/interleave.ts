type Arrival<Item> = { source: AsyncIterator<Item>; background: boolean } & (
  | { result: IteratorResult<Item> }
  | { error: unknown }
);

export type Interleaving<Item> = AsyncIterable<Item> & {
  /** Joins one more source, also while the interleaving is being read. A background source does not keep it open. */
  add(source: AsyncIterable<Item>, options?: { background: boolean }): void;
};

/**
 * Merges async sources into one, in order of arrival, holding at most one item a source.
 * It ends when every foreground source has ended; an error of a source is thrown to the reader.
 */
export function openInterleaving<Item>(): Interleaving<Item> {
  const arrivals: Arrival<Item>[] = [];
  const open = new Set<AsyncIterator<Item>>();
  let foreground = 0;
  let wake = () => {};

  function arrive(arrival: Arrival<Item>) {
    arrivals.push(arrival);
    wake();
  }
  function pull(source: AsyncIterator<Item>, background: boolean) {
    source.next().then(
      (result) => arrive({ source, background, result }),
      (error: unknown) => arrive({ source, background, error }),
    );
  }
  async function nextArrival(): Promise<Arrival<Item>> {
    for (;;) {
      const arrival = arrivals.shift();
      if (arrival) return arrival;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  async function* read(): AsyncGenerator<Item> {
    try {
      while (foreground > 0) {
        const arrival = await nextArrival();
        if ("error" in arrival) throw arrival.error;
        if (arrival.result.done) {
          open.delete(arrival.source);
          if (!arrival.background) foreground -= 1;
          continue;
        }
        yield arrival.result.value;
        pull(arrival.source, arrival.background);
      }
    } finally {
      // Not awaited: a source that waits for something ends by its own signal, not by return().
      for (const source of open) void source.return?.(undefined);
    }
  }

  return {
    add(source, { background } = { background: false }) {
      const iterator = source[Symbol.asyncIterator]();
      open.add(iterator);
      if (!background) foreground += 1;
      pull(iterator, background);
    },
    [Symbol.asyncIterator]: read,
  };
}
