import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { untilDataIsFree } from "@/lib/server/data-lock";
import { type Env, readEnv } from "@/lib/server/env";

/** `npm start` and `npm run dev`: checks the settings, builds what is not built, serves, and passes signals on. */
const root = dirname(fileURLToPath(import.meta.url));
const next = join(root, "node_modules", "next", "dist", "bin", "next");
/** What the build is made from; tests are not. */
const sources = [
  "app",
  "components",
  "lib",
  "db",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "package-lock.json",
];

const isDevelopment = process.argv.includes("--dev");
const env = checkedEnv();
// Before a build as well: it would take the files away from under a server that runs.
await untilDataIsFree(process.env).catch(giveUp);
if (!isDevelopment && !isBuilt()) await build();
serve(env);

function checkedEnv(): Env {
  try {
    return readEnv(process.env);
  } catch (error) {
    return giveUp(error);
  }
}

function giveUp(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

/** Whether there is a finished build that is younger than everything it was made from. */
function isBuilt(): boolean {
  // Next writes this file when the rest of a build is done.
  const mark = join(root, process.env.PARLEY_BUILD_DIR ?? ".next", "export-marker.json");
  const builtAt = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.every((name) => changedAt(join(root, name)) < builtAt);
}

/** When a file, or a folder with anything in it, was changed last; in ms since the epoch. */
function changedAt(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

async function build(): Promise<void> {
  process.stdout.write("Building Parley. This is needed once after every change and takes about a minute.\n");
  const child = runNext(["build"]);
  const code = await new Promise<number | null>((done) => child.once("exit", done));
  if (code !== 0) process.exit(code ?? 1);
}

function serve({ port, host, dataDir }: Env): void {
  const place = host === "127.0.0.1" || host === "::1" ? "localhost" : host;
  process.stdout.write(`Parley: http://${place}:${port} (data in ${resolve(root, dataDir)})\n`);
  const child = runNext([isDevelopment ? "dev" : "start", "-p", String(port), "-H", host]);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => child.kill(signal === "SIGHUP" ? "SIGTERM" : signal));
  }
  child.once("exit", (code) => process.exit(code ?? 1));
  stopWithParent(child);
}

/** npm does not pass SIGTERM on to what it runs: it only goes away, and so must the server, in order. */
function stopWithParent(child: ChildProcess): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 500);
}

/** Runs Next with the Node that runs this file: the one of package.json, whatever the machine has. */
function runNext(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [next, ...args], {
    cwd: root,
    stdio: "inherit",
    // Parley closes its streams and turns itself when it is told to end; and nothing is reported to anybody.
    env: { ...process.env, NEXT_MANUAL_SIG_HANDLE: "1", NEXT_TELEMETRY_DISABLED: "1" },
  });
}
