import { spawn } from "node:child_process";
import { once } from "node:events";
import { root } from "@/e2e/support/local-commands";

export type UpstreamProcess = { baseUrl: string; pid: number; stop(): Promise<void> };

/** The scripted upstream in a process of its own, so that its work is not counted as anybody else's. */
export async function startUpstreamProcess(): Promise<UpstreamProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "e2e/upstream/main.ts"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.setEncoding("utf8");
  for await (const text of child.stdout) {
    const baseUrl = /listening at (\S+)/.exec(String(text))?.[1];
    if (!baseUrl) continue;
    const stop = async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    };
    return { baseUrl, pid: child.pid ?? 0, stop };
  }
  throw new Error("The scripted upstream did not start.");
}
