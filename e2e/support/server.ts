import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localBin, root } from "./local-commands";

export type Server = {
  url: string;
  dataDir: string;
  pid: number;
  /** The exit code, when the process is gone; null = a signal ended it. */
  ended: Promise<number | null>;
  /** Everything the process has printed so far. */
  log(): string;
  /** Ends the process as a service manager would, and waits until it is gone. Gives the exit code. */
  stop(): Promise<number | null>;
  /** Ends the process as a power cut would, and waits until it is gone; its data stays. */
  kill(): Promise<void>;
  /** The rest of the next line of output that begins so; each line is given once. Throws when the process ends without it. */
  says(beginning: string): Promise<string>;
  /** An order for a module that the process was started with. */
  send(order: object): void;
};

export type ServerOptions = {
  env?: Record<string, string>;
  /** A folder that outlives the server; without it a temporary one is made, and removed at the end. */
  dataDir?: string;
  /** A port that is known to be free; without it one is looked for. */
  port?: number;
  /** Modules that Node loads before everything else. */
  imports?: readonly string[];
  /** One of these modules takes orders. */
  takesOrders?: boolean;
  /** A beginning of a line of output that is waited for instead of the first answer. */
  awaits?: string;
};

const startLimit = 60_000;

/**
 * Starts the production build on a free port, without any key or setting of this machine, and waits until it answers.
 * It is the process that `npm start` runs, without the check whether the build is fresh.
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const port = options.port ?? (await freePort());
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "parley-e2e-"));
  const place = ["--port", String(port), "--hostname", "127.0.0.1"];
  const env = { ...options.env, PORT: String(port), PARLEY_DATA_DIR: dataDir };
  const first = (options.imports ?? []).flatMap((module) => ["--import", module]);
  const process = spawnNode([...first, localBin("next"), "start", ...place], env, options.takesOrders);
  const url = `http://127.0.0.1:${port}`;
  if (options.awaits) await process.says(options.awaits);
  else await untilHealthy(url, process);
  return {
    url,
    dataDir,
    pid: process.child.pid ?? 0,
    ended: process.ended,
    log: () => process.log(),
    says: (beginning) => process.says(beginning),
    send: (order) => void process.child.send(order),
    async kill() {
      process.child.kill("SIGKILL");
      await process.ended;
    },
    async stop() {
      const code = await process.stop();
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

export type ServerProcess = {
  child: ChildProcess;
  ended: Promise<number | null>;
  log(): string;
  stop(): Promise<number | null>;
  says(beginning: string): Promise<string>;
};

/** Runs `npm start` as it is: for starts that are expected to be refused. */
export function spawnStart(env: Record<string, string>): ServerProcess {
  return spawnNode(["--import", "tsx", "--conditions=react-server", "start.ts"], env);
}

/** Runs `npm run backup` or `npm run restore` with a file. */
export function spawnDataCommand(command: "backup" | "restore", file: string, dataDir: string): ServerProcess {
  const script = `lib/server/backup/${command}-command.ts`;
  return spawnNode(["--import", "tsx", "--conditions=react-server", script, file], { PARLEY_DATA_DIR: dataDir });
}

function spawnNode(args: readonly string[], env: Record<string, string>, takesOrders = false): ServerProcess {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...cleanEnvironment(), ...env },
    stdio: takesOrders ? ["ignore", "pipe", "pipe", "ipc"] : ["ignore", "pipe", "pipe"],
  });
  if (!child.stdout || !child.stderr) throw new Error("A child with pipes has streams.");
  const lines: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => lines.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => lines.push(text));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill("SIGTERM");
    const stubborn = setTimeout(() => child.kill("SIGKILL"), 15_000);
    const code = await ended;
    clearTimeout(stubborn);
    return code;
  };
  const log = () => lines.join("");
  return { child, ended, log, stop, says: outputOf(child, ended, log) };
}

/** Waits for lines of a process, each of which is given once. */
function outputOf(child: ChildProcess, ended: Promise<unknown>, log: () => string): ServerProcess["says"] {
  const taken = new Map<string, number>();
  return async (beginning) => {
    const index = taken.get(beginning) ?? 0;
    taken.set(beginning, index + 1);
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    for (;;) {
      const line = [...log().matchAll(new RegExp(`^${beginning} ?(.*)\n`, "gm"))][index];
      if (line) return line[1] ?? "";
      if (isOver) throw new Error(`The process ended without saying ${beginning}.\n${log()}`);
      await Promise.race([ended, new Promise((resolve) => child.stdout?.once("data", resolve))]);
    }
  };
}

/** Nothing of this machine may change a test: no keys, no local model servers on their usual ports. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, PARLEY_BUILD_DIR } = process.env;
  const kept = Object.entries({ PATH, HOME, TMPDIR, LANG, PARLEY_BUILD_DIR }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    OLLAMA_HOST: "http://127.0.0.1:9",
    PARLEY_DEMO_PACE: "0",
    NEXT_MANUAL_SIG_HANDLE: "1",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

async function untilHealthy(url: string, process: ServerProcess): Promise<void> {
  const limit = Date.now() + startLimit;
  let over = false;
  void process.ended.then(() => {
    over = true;
  });
  while (Date.now() < limit && !over) {
    const response = await fetch(`${url}/api/health`).catch(() => null);
    if (response?.ok || response?.status === 401) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await process.stop();
  throw new Error(`The server did not start.\n${process.log()}`);
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port was found.");
  return address.port;
}
