import { parentPort } from "node:worker_threads";
import robotsParser from "robots-parser";
import { readPage } from "./read-page.ts";
import type { ReadingReply, ReadingTask } from "./reading";

/**
 * The thread in which pages are read. Node runs this file as it is, beside the build and not inside it: it may import
 * packages and its neighbours (with their ending) only, and types.
 */
const port = parentPort;
if (!port) throw new Error("This file runs as a worker thread.");

port.on("message", (task: ReadingTask) => {
  void answer(task).then(
    (reply) => port.postMessage(reply),
    (error: unknown) => port.postMessage({ type: "unreadable", reason: String(error).slice(0, 200) }),
  );
});

port.postMessage({ type: "ready" });

async function answer(task: ReadingTask): Promise<ReadingReply> {
  if (task.kind !== "rules") {
    const reading = await readPage(task);
    return reading.text === "" ? { type: "unreadable", reason: "no text" } : { type: "read", reading };
  }
  const rules = robotsParser(new URL("/robots.txt", task.url).href, task.rules);
  return { type: "rules", isAllowed: rules.isAllowed(task.url, "Parley") !== false };
}
