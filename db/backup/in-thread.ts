import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { DatabaseFacts } from "./database-file";

export type ThreadTask = { kind: "copy"; from: string; to: string } | { kind: "check"; file: string };

const Facts = z.object({ counts: z.record(z.string(), z.number()), format: z.number(), bytes: z.number() });
const Reply = z.union([z.object({ facts: Facts }), z.object({ problem: z.string() })]);
export type ThreadReply = z.infer<typeof Reply>;

/** Copies or checks a database in a thread of its own. Throws an Error people can act on. */
export function inThread(task: ThreadTask): Promise<DatabaseFacts> {
  // The commands of package.json run in the project's folder; bundled code does not know where it came from.
  const file = join(process.cwd(), "db", "backup", "backup-thread.ts");
  // It gets no environment: there may be keys in it.
  const worker = new Worker(file, { workerData: task, env: {}, execArgv: [], argv: [] });
  return new Promise((resolve, reject) => {
    worker.once("message", (message: unknown) => {
      const reply = Reply.parse(message);
      if ("facts" in reply) resolve(reply.facts);
      else reject(new Error(reply.problem));
    });
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("The thread that reads databases ended early.")));
  });
}
