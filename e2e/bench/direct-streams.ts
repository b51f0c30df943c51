import { execFileSync } from "node:child_process";
import { z } from "zod";
import { root } from "@/e2e/support/local-commands";

type DirectRead = { url: string; model: string; streams: number; repetitions: number };

const Samples = z.array(z.object({ cpuMicroseconds: z.number(), wallMs: z.number() }));

/** The bare `openai` client in a process of its own reads so many streams of the upstream at once, so many times. */
export function readDirectly({ url, model, streams, repetitions }: DirectRead): z.infer<typeof Samples> {
  const args = ["--import", "tsx", "e2e/bench/direct-client.ts", "--url", url, "--model", model];
  const all = [...args, "--streams", String(streams), "--repetitions", String(repetitions)];
  return Samples.parse(JSON.parse(execFileSync(process.execPath, all, { cwd: root, encoding: "utf8" })));
}
