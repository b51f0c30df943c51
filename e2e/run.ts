import { ensureChromium } from "./find-chromium";
import { runLocal } from "./support/local-commands";

/** `npm run e2e [-- --no-build] [arguments of playwright test]`: the browser tests against a fresh production build. */
const say = (line: string) => process.stdout.write(`${line}\n`);

const args = process.argv.slice(2);
const chromium = await ensureChromium(say);
const built = args.includes("--no-build") ? 0 : await runLocal("next", ["build"]);
const env = { CHROMIUM_PATH: chromium };
const tests = ["test", ...args.filter((arg) => arg !== "--no-build")];
process.exitCode = built === 0 ? await runLocal("playwright", tests, { env }) : built;
