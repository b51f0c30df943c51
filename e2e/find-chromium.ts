import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { runLocal } from "./support/local-commands";

/** Every new window would start two more renderers for suggestions in an address bar that nobody sees. */
const addressBar = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];
/** What Playwright 1.65 turns off itself: of two lists Chromium takes the last, so its own is repeated here. */
const playwrightsOwn = [
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

/** Flags every Chromium of ours is started with: no sandbox in containers, no traffic of its own. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  `--disable-features=${[...addressBar, ...playwrightsOwn].join(",")}`,
];

const variables = ["PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH", "CHROMIUM_PATH", "CHROME_PATH"];
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const bundles = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const minutes = 60_000;

const help = `No Chromium was found, and none could be installed. One of these helps:
  - install it with the system's package manager, e.g. "sudo apt-get install chromium"
  - run "npx playwright install --with-deps chromium"
  - set CHROMIUM_PATH to a Chromium or Chrome that is installed elsewhere`;

/** The path of a Chromium that starts; null when there is none. Installs nothing. */
export function findChromium(): string | null {
  return candidates().find((path) => existsSync(path) && canStart(path)) ?? null;
}

/** As {@link findChromium}, but installs one when there is none. Throws with what a person can do. */
export async function ensureChromium(say: (line: string) => void): Promise<string> {
  const found = findChromium();
  if (found) return found;
  for (const { name, install } of installations) {
    say(`No Chromium that starts was found. Trying ${name}.`);
    await install();
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(help);
}

/** In order of how little they change on the system. */
const installations: readonly { name: string; install: () => Promise<unknown> }[] = [
  { name: "Playwright's own", install: () => playwright("install", "chromium") },
  { name: "the system's package", install: installWithApt },
  { name: "the libraries that Playwright's own needs", install: () => playwright("install-deps", "chromium") },
];

function candidates(): string[] {
  const named = variables.flatMap((variable) => process.env[variable] ?? []);
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...named, ...onPath, ...bundles, chromium.executablePath()];
}

/** A stub that only points to another installer, or a browser without its libraries, does not count. */
function canStart(path: string): boolean {
  const run = spawnSync(path, ["--version"], { timeout: minutes / 2, stdio: "ignore" });
  return run.status === 0;
}

function playwright(...args: string[]): Promise<number> {
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" };
  return runLocal("playwright", args, { env, timeout: 5 * minutes });
}

async function installWithApt(): Promise<void> {
  await runAsRoot("apt-get", "update", "-q");
  await runAsRoot("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium");
}

/** Asks for no password: where sudo would, the command fails at once. */
async function runAsRoot(...words: string[]): Promise<void> {
  const [command = "", ...args] = isRoot() ? words : ["sudo", "-n", ...words];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { stdio: "inherit", env, timeout: 10 * minutes });
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
