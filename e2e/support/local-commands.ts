import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const bins = join(root, "node_modules", ".bin");

type RunOptions = {
  env?: Record<string, string>;
  /** Milliseconds after which the command is ended. */
  timeout?: number;
};

/** Runs a command of node_modules on this Node, its output shown as it comes. Gives the exit code. */
export function runLocal(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  const child = spawn(process.execPath, [localBin(command), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...options.env, PATH: `${bins}:${process.env.PATH ?? ""}` },
    ...(options.timeout ? { timeout: options.timeout } : {}),
  });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.once("SIGTERM", forward);
  return new Promise((resolve) => {
    const end = (code: number) => {
      process.off("SIGTERM", forward);
      resolve(code);
    };
    child.once("error", () => end(1));
    child.once("exit", (code) => end(code ?? 1));
  });
}

/** Path of a command that npm put into node_modules. */
export function localBin(command: string): string {
  return join(bins, command);
}
