import { resolve } from "node:path";
import { realClock } from "./clock";
import { readEnv } from "./env";
import { thisProcess, untilFree } from "./take-over";

/** Waits until this process may have the data folder of these settings. Throws an Error for people when it may not. */
export async function untilDataIsFree(variables: Readonly<Record<string, string | undefined>>): Promise<void> {
  await untilFree(resolve(readEnv(variables).dataDir), {
    self: thisProcess(),
    clock: realClock,
    onWait: ({ pid, host }) =>
      process.stderr.write(`The data folder was in use by process ${pid} on ${host}. Looking whether it still runs.\n`),
  });
}
