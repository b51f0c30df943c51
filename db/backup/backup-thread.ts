import { parentPort, workerData } from "node:worker_threads";
import { checkDatabase, copyDatabase } from "./database-file.ts";
import type { ThreadReply, ThreadTask } from "./in-thread";

/**
 * The thread in which a database is copied or read whole, so that the server goes on meanwhile. Node runs this file as it is,
 * beside the build and not inside it: it may import packages and its neighbours (with their ending) only, and types.
 */
const task: ThreadTask = workerData;
const work =
  task.kind === "copy" ? copyDatabase(task.from, task.to) : Promise.resolve().then(() => checkDatabase(task.file));

work.then(
  (facts) => reply({ facts }),
  (error: unknown) => reply({ problem: error instanceof Error ? error.message : String(error) }),
);

function reply(message: ThreadReply): void {
  parentPort?.postMessage(message);
}
