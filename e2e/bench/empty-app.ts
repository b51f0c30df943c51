import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { localBin, root } from "@/e2e/support/local-commands";
import { freePort } from "@/e2e/support/server";

/** Inside the project, so that it finds the same Next; its name is in .gitignore. */
const folder = join(root, ".next-empty-app");

const files: Record<string, string> = {
  "package.json": '{ "name": "empty", "private": true }\n',
  "next.config.mjs": "export default {};\n",
  // Without one of its own, Next takes the project's.
  "instrumentation.js": "export function register() {}\n",
  "app/page.js": "export default function Page() {\n  return <p>Empty</p>;\n}\n",
  "app/layout.js":
    'export default function Layout({ children }) {\n  return (\n    <html lang="en">\n      <body>{children}</body>\n    </html>\n  );\n}\n',
};

export type EmptyApp = { url: string; stop(): Promise<void> };

/** A built app that can be started again and again. */
export type EmptyBuild = { start(): Promise<EmptyApp>; remove(): void };

/** Builds and starts a Next app of the installed version with one empty page: what the framework alone costs. */
export async function startEmptyApp(): Promise<EmptyApp> {
  const build = await buildEmptyApp();
  const app = await build.start();
  return {
    ...app,
    async stop() {
      await app.stop();
      build.remove();
    },
  };
}

/** The same, built only. */
export async function buildEmptyApp(): Promise<EmptyBuild> {
  mkdirSync(join(folder, "app"), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const built = await ended(spawnNext(["build"]));
  if (built !== 0) throw new Error("The empty Next app did not build.");
  return { start: startBuilt, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function startBuilt(): Promise<EmptyApp> {
  const port = await freePort();
  const server = spawnNext(["start", "--hostname", "127.0.0.1", "--port", String(port)]);
  const url = `http://127.0.0.1:${port}`;
  while ((await fetch(url).catch(() => null))?.ok !== true) {
    if (server.exitCode !== null) throw new Error("The empty Next app did not start.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    async stop() {
      server.kill("SIGTERM");
      await ended(server);
    },
  };
}

function spawnNext(args: readonly string[]): ChildProcess {
  const { PARLEY_BUILD_DIR: _ours, ...env } = process.env;
  return spawn(process.execPath, [localBin("next"), ...args], {
    cwd: folder,
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: "ignore",
  });
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  return new Promise((resolve) => child.once("exit", resolve));
}
