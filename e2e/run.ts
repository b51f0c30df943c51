import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "./find-chromium";
import { root, runLocal } from "./support/local-commands";

/** `npm run e2e [-- arguments of playwright test]`: builds when there is no build, then runs the browser tests. */
const say = (line: string) => process.stdout.write(`${line}\n`);

const chromium = await ensureChromium(say);
const buildId = join(root, process.env.PARLEY_BUILD_DIR ?? ".next", "BUILD_ID");
const built = existsSync(buildId) ? 0 : await runLocal("next", ["build"]);
const env = { CHROMIUM_PATH: chromium };
process.exitCode = built === 0 ? await runLocal("playwright", ["test", ...process.argv.slice(2)], { env }) : built;
