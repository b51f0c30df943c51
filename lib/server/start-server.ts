import { container } from "./container";
import { untilDataIsFree } from "./data-lock";
import { describeError } from "./log";
import { outliveLostOutput } from "./lost-output";
import { mendAddresses } from "./mend-addresses";
import { shutDownOn } from "./shutdown";
import { dropStalledReaders } from "./stalled-readers";
import { turnInScope } from "./turn-scope";

/** Opens the container and prepares the process for faults and for its end. Called once, at start. */
export async function startServer(): Promise<void> {
  mendAddresses();
  outliveLostOutput();
  const { logger, version, epoch } = await openOrExit();
  process.on("uncaughtException", (error) => survive("An exception was not caught.", error));
  process.on("unhandledRejection", (reason) => survive("A rejection was not handled.", reason));
  shutDownOn(["SIGTERM", "SIGINT"]);
  dropStalledReaders({ onDropped: () => logger.info("A reader took nothing for a minute and was cut off.") });
  logger.info("Parley is up.", { version, epoch });
}

/** Whatever nobody caught ends the turn it came from, if it came from one, and nothing else. */
function survive(message: string, error: unknown): void {
  const { logger, turns } = container();
  const turnId = turnInScope();
  logger.error(message, { ...describeError(error), ...(turnId ? { turnId } : {}) });
  if (turnId) turns.breakOff(turnId, error);
}

/** A server that cannot open its data would answer every request with an error: better to say why, and end. */
async function openOrExit(): Promise<ReturnType<typeof container>> {
  try {
    await untilDataIsFree(process.env);
    return container();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
