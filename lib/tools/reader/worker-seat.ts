import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { ReadingReply, type ReadingTask } from "./reading";

/** What came of a task: the worker's reply, or that it took too long or too much memory. */
export type TaskOutcome = ReadingReply | { type: "overrun" };

export type SeatLimits = {
  /** For one task. */
  taskMs: number;
  /** Memory of the worker, on its heap and outside it. */
  memoryMb: number;
};

/** One worker thread. It does one task at a time. */
export type Seat = {
  isFree(): boolean;
  run(task: ReadingTask): Promise<TaskOutcome>;
  close(): void;
};

type Work = { worker: Worker; done: number; settle: ((outcome: TaskOutcome) => void) | null; timers: NodeJS.Timeout[] };

const idleMs = 60_000;
const memoryCheckMs = 50;
/** A worker is young again after so many pages. */
const tasksPerWorker = 200;

/** Opens a thread. `onGone` is told once when there is no thread any more: idle, worn, or ended because of its task. */
export function openSeat(limits: SeatLimits, onGone: (seat: Seat) => void): Seat {
  const work: Work = { worker: startWorker(limits.memoryMb), done: 0, settle: null, timers: [] };
  const seat: Seat = { isFree: () => work.settle === null, run: (task) => runTask(work, task, limits), close: gone };
  let isGone = false;

  function gone(): void {
    if (isGone) return;
    isGone = true;
    onGone(seat);
    settleTask(work, { type: "overrun" });
    clearTimers(work);
    void work.worker.terminate();
  }

  work.worker.on("message", (reply: unknown) => {
    settleTask(work, ReadingReply.parse(reply));
    if (work.done >= tasksPerWorker) gone();
    else work.timers.push(setTimeout(gone, idleMs).unref());
  });
  work.worker.on("error", gone);
  work.worker.on("exit", gone);
  return seat;

  function runTask({ worker }: Work, task: ReadingTask, { taskMs, memoryMb }: SeatLimits): Promise<TaskOutcome> {
    clearTimers(work);
    work.done += 1;
    worker.ref();
    const checkMemory = async () => {
      if ((await memoryOf(worker)) > memoryMb * 1024 * 1024) gone();
    };
    work.timers.push(
      setTimeout(gone, taskMs),
      setInterval(() => void checkMemory(), memoryCheckMs),
    );
    return new Promise((settle) => {
      work.settle = settle;
      // The body moves to the worker; it is not copied.
      worker.postMessage(task, task.kind === "rules" ? [] : transferable(task.body));
    });
  }
}

function settleTask(work: Work, outcome: TaskOutcome): void {
  const { settle } = work;
  clearTimers(work);
  work.settle = null;
  work.worker.unref();
  settle?.(outcome);
}

function clearTimers(work: Work): void {
  for (const timer of work.timers) clearTimeout(timer);
  work.timers = [];
}

/** Bytes on the heap and in buffers beside it; 0 when the thread has ended. */
async function memoryOf(worker: Worker): Promise<number> {
  try {
    const statistics = await worker.getHeapStatistics();
    return statistics.used_heap_size + statistics.external_memory;
  } catch {
    return 0;
  }
}

/** Gets no environment (there may be keys in it) and none of the flags of this process. */
function startWorker(memoryMb: number): Worker {
  const worker = new Worker(join(process.cwd(), "lib/tools/reader/page-worker.ts"), {
    env: {},
    execArgv: [],
    argv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  // What libraries print about a page is of no use; unread it would be kept.
  worker.stdout.resume();
  worker.stderr.resume();
  worker.unref();
  return worker;
}

function transferable(body: Uint8Array): ArrayBuffer[] {
  return body.buffer instanceof ArrayBuffer ? [body.buffer] : [];
}
