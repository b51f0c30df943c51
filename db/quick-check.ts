import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** Whether a database file is sound, in SQLite's words: "ok", or its first complaint. Looks through all of it, in a thread. */
export async function quickCheck(file: string): Promise<string> {
  const worker = new Worker(join(process.cwd(), "db/quick-check-worker.ts"), {
    workerData: file,
    env: {},
    execArgv: [],
  });
  try {
    const [words]: unknown[] = await once(worker, "message", { signal: AbortSignal.timeout(limitMs) });
    return String(words);
  } finally {
    await worker.terminate();
  }
}

const limitMs = 60_000;
