import type { ReadingTask } from "./reading";
import { openSeat, type Seat, type SeatLimits, type TaskOutcome } from "./worker-seat";

export type PoolLimits = SeatLimits & {
  workers: number;
  /** How long a task may wait for a worker. */
  waitMs: number;
  /** Bytes of all bodies that wait. */
  waitingBytes: number;
};

const defaultLimits: PoolLimits = { workers: 2, taskMs: 8000, waitMs: 20_000, waitingBytes: 60_000_000, memoryMb: 320 };

/** `busy`: it was never begun, because too much is to be read. */
export type PoolOutcome = TaskOutcome | { type: "busy" };

export type ReaderPool = {
  /** Starts a thread if there is none: it can load while a page is on its way. */
  warm(): void;
  run(task: ReadingTask): Promise<PoolOutcome>;
  close(): void;
};

type Waiting = { task: ReadingTask; bytes: number; settle: (outcome: PoolOutcome) => void; timer: NodeJS.Timeout };

/**
 * A few threads in which pages are read. A task that takes too long or too much memory loses its worker, and nothing else:
 * the next one gets a new one. Of waiting tasks the smallest goes first, so that large pages do not hold up small ones.
 */
export function createReaderPool(given: Partial<PoolLimits> = {}): ReaderPool {
  const limits = { ...defaultLimits, ...given };
  const seats = new Set<Seat>();
  const waiting = new Set<Waiting>();

  function begin(): void {
    const entry = smallestOf(waiting);
    const seat = entry && (freeOf(seats) ?? open());
    if (!entry || !seat) return;
    leaveQueue(entry);
    void seat.run(entry.task).then((outcome) => {
      entry.settle(outcome);
      begin();
    });
  }

  function open(): Seat | null {
    if (seats.size >= limits.workers) return null;
    const seat = openSeat(limits, (gone) => seats.delete(gone));
    seats.add(seat);
    return seat;
  }

  function leaveQueue(entry: Waiting): void {
    clearTimeout(entry.timer);
    waiting.delete(entry);
  }

  return {
    warm() {
      if (seats.size === 0) open();
    },
    run(task) {
      const bytes = task.kind === "rules" ? task.rules.length : task.body.byteLength;
      const total = [...waiting].reduce((sum, one) => sum + one.bytes, bytes);
      if (waiting.size > 0 && total > limits.waitingBytes) return Promise.resolve({ type: "busy" });
      return new Promise((settle) => {
        const timer = setTimeout(() => {
          leaveQueue(entry);
          settle({ type: "busy" });
        }, limits.waitMs);
        const entry: Waiting = { task, bytes, settle, timer };
        waiting.add(entry);
        begin();
      });
    },
    close() {
      for (const entry of waiting) {
        leaveQueue(entry);
        entry.settle({ type: "busy" });
      }
      for (const seat of seats) seat.close();
    },
  };
}

function smallestOf(waiting: ReadonlySet<Waiting>): Waiting | undefined {
  return [...waiting].reduce<Waiting | undefined>(
    (least, one) => (least && least.bytes <= one.bytes ? least : one),
    undefined,
  );
}

function freeOf(seats: ReadonlySet<Seat>): Seat | undefined {
  return [...seats].find((seat) => seat.isFree());
}
