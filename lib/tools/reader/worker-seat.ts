import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type ReadingReply, type ReadingTask, WorkerMessage } from "./reading";

/** What came of a task: the worker's reply, or that it took too long or too much memory. */
export type TaskOutcome = ReadingReply | { type: "overrun" };

export type SeatLimits = {
  /** Computing time for one task. As time of the day it gets four times as much: the machine may be busy with models. */
  taskMs: number;
  /** Memory of the thread, on its heap and outside it. */
  memoryMb: number;
};

/** One worker thread. It does one task at a time. */
export type Seat = {
  isFree(): boolean;
  run(task: ReadingTask): Promise<TaskOutcome>;
  close(): void;
};

const startMs = 15_000;
const idleMs = 60_000;
const checkMs = 50;
/** A worker is young again after so many pages. */
const tasksPerWorker = 200;

/** Opens a thread. `onGone` is told once when there is no thread any more: idle, worn, or ended because of its task. */
export function openSeat({ taskMs, memoryMb }: SeatLimits, onGone: (seat: Seat) => void): Seat {
  const worker = startWorker(memoryMb);
  const timers = createTimers();
  const seat: Seat = { isFree: () => settle === null, run, close };
  let settle: ((outcome: TaskOutcome) => void) | null = null;
  let isReady = false;
  let isGone = false;
  let done = 0;

  function run(task: ReadingTask): Promise<TaskOutcome> {
    done += 1;
    timers.clear();
    worker.ref();
    if (isReady) watch();
    else timers.after(startMs, close);
    return new Promise((resolve) => {
      settle = resolve;
      // The body moves to the worker; it is not copied.
      worker.postMessage(task, task.kind === "rules" ? [] : transferable(task.body));
    });
  }

  function watch(): void {
    timers.clear();
    timers.after(taskMs * 4, close);
    const task = done;
    let usedBefore: number | null = null;
    timers.every(checkMs, async () => {
      const usage = await usageOf(worker);
      usedBefore ??= usage?.cpuMs ?? null;
      // The answer may come when the next task has begun.
      if (!usage || usedBefore === null || task !== done || settle === null) return;
      if (usage.bytes > memoryMb * 1024 * 1024 || usage.cpuMs - usedBefore > taskMs) close();
    });
  }

  function finish(outcome: TaskOutcome): void {
    const told = settle;
    settle = null;
    timers.clear();
    worker.unref();
    if (done >= tasksPerWorker) close();
    else timers.after(idleMs, close);
    told?.(outcome);
  }

  function close(): void {
    if (isGone) return;
    isGone = true;
    onGone(seat);
    timers.clear();
    void worker.terminate();
    settle?.({ type: "overrun" });
    settle = null;
  }

  worker.on("message", (message: unknown) => {
    const reply = WorkerMessage.parse(message);
    if (reply.type !== "ready") return finish(reply);
    isReady = true;
    if (settle) watch();
  });
  worker.on("error", close);
  worker.on("exit", close);
  return seat;
}

type Timers = {
  after(milliseconds: number, act: () => void): void;
  every(milliseconds: number, act: () => Promise<void>): void;
  clear(): void;
};

/** Timers that end together and keep no process alive. */
function createTimers(): Timers {
  let open: NodeJS.Timeout[] = [];
  return {
    after: (milliseconds, act) => void open.push(setTimeout(act, milliseconds).unref()),
    every: (milliseconds, act) => void open.push(setInterval(() => void act(), milliseconds).unref()),
    clear() {
      for (const timer of open) clearTimeout(timer);
      open = [];
    },
  };
}

/** Bytes on the heap and in buffers beside it, and computing time so far; null when the thread has ended. */
async function usageOf(worker: Worker): Promise<{ bytes: number; cpuMs: number } | null> {
  try {
    const [heap, cpu] = await Promise.all([worker.getHeapStatistics(), worker.cpuUsage()]);
    return { bytes: heap.used_heap_size + heap.external_memory, cpuMs: (cpu.user + cpu.system) / 1000 };
  } catch {
    return null;
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
