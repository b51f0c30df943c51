import { parentPort, workerData } from "node:worker_threads";
import Sqlite from "better-sqlite3";

/**
 * The thread in which a database file is looked through, so that nobody waits for it. Node runs this file as it is, beside the
 * build: it may import packages only. Answers with SQLite's first complaint, or "ok".
 */
const client = new Sqlite(String(workerData), { readonly: true, fileMustExist: true });
try {
  parentPort?.postMessage(String(client.pragma("quick_check(1)", { simple: true })));
} finally {
  client.close();
}
