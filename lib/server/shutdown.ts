import { setTimeout as wait } from "node:timers/promises";
import { container } from "./container";
import { describeError } from "./log";

/** Time for the last bytes of open streams and answers to leave, in milliseconds. */
const lastBytes = 250;
/** Milliseconds after which the process ends whatever still holds it. */
const longestStop = 15_000;

/** At the first of these signals: viewers are told, running turns are kept as interrupted, the process ends with 0. */
export function shutDownOn(signals: readonly NodeJS.Signals[]): void {
  let isLeaving = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (isLeaving) return;
      isLeaving = true;
      void leave();
    });
  }
}

async function leave(): Promise<void> {
  const { logger, shutDown, close } = container();
  const stubborn = setTimeout(() => process.exit(1), longestStop);
  stubborn.unref();
  logger.info("Parley is stopping.");
  try {
    shutDown();
    await wait(lastBytes);
    close();
  } catch (error) {
    logger.error("Parley did not stop cleanly.", describeError(error));
  } finally {
    process.exit(0);
  }
}
