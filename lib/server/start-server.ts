import { container } from "./container";
import { describeError } from "./log";
import { shutDownOn } from "./shutdown";

/** Opens the container and prepares the process for faults and for its end. Called once, at start. */
export function startServer(): void {
  const { logger, version, epoch } = openOrExit();
  process.on("uncaughtException", (error) => logger.error("An exception was not caught.", describeError(error)));
  process.on("unhandledRejection", (reason) => logger.error("A rejection was not handled.", describeError(reason)));
  shutDownOn(["SIGTERM", "SIGINT"]);
  logger.info("Parley is up.", { version, epoch });
}

/** A server that cannot open its data would answer every request with an error: better to say why, and end. */
function openOrExit(): ReturnType<typeof container> {
  try {
    return container();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
