import type { EventLog } from "@/db/event-log";
import { modelsToContinue } from "@/lib/core/continue-turn";
import type { ModelName } from "@/lib/core/ids";
import type { ProviderKind } from "@/lib/core/model";
import type { TurnState } from "@/lib/core/turn";
import { canContinue } from "@/lib/core/unfinished";
import type { connectModels } from "./connect-models";
import type { Ground } from "./ground";
import { describeError, type Log } from "./log";
import { kindOf } from "./turn-ports";
import type { Turns } from "./turns";

/** A turn that keeps taking the server down must not do so for ever. */
const mostAttempts = 3;
/** Longer than this without a new word, in milliseconds, and whoever waited has gone. */
const longestSilence = 5 * 60_000;

type SelfContinueParts = {
  log: Pick<EventLog, "readAll">;
  state: (turnId: string) => TurnState;
  continueTurn: (turnId: string) => Promise<void>;
  /** What calling a model is like; null = nobody is connected who knows it. */
  kindOf: (model: ModelName) => ProviderKind | null;
  now: () => number;
  logger: Log;
};

/** Continues the turns that the last stop interrupted, where that costs nobody anything. Never throws. */
export async function continueByItself(parts: SelfContinueParts, turnIds: readonly string[]): Promise<void> {
  for (const turnId of turnIds) {
    try {
      if (!mayContinue(parts, parts.state(turnId))) continue;
      await parts.continueTurn(turnId);
      parts.logger.info("An interrupted turn goes on by itself.", { turnId });
    } catch (error) {
      parts.logger.warn("An interrupted turn could not go on by itself.", { turnId, ...describeError(error) });
    }
  }
}

function mayContinue({ log, kindOf, now }: SelfContinueParts, turn: TurnState): boolean {
  if (!canContinue(turn) || (turn.selfContinued ?? 0) >= mostAttempts) return false;
  const isFree = modelsToContinue(turn).every((model) => ["local", "demo"].includes(kindOf(model) ?? ""));
  if (!isFree) return false;
  const words = log.readAll(turn.id).filter(({ type }) => /-delta$|^point-added$|^turn-started$/.test(type));
  return now() - (words.at(-1)?.at ?? 0) < longestSilence;
}

type Around = {
  turns: Pick<Turns, "state" | "continue">;
  log: SelfContinueParts["log"];
  ground: Pick<Ground, "clock" | "logger">;
} & Pick<ReturnType<typeof connectModels>, "models" | "catalog">;

/** The same over the parts of the server, as soon as it is known who is connected. */
export async function goOnByThemselves(
  turnIds: readonly string[],
  { turns, log, ground, models, catalog }: Around,
): Promise<void> {
  if (turnIds.length === 0) return;
  await catalog.settled();
  const parts = {
    log,
    state: turns.state,
    continueTurn: (turnId: string) => turns.continue(turnId, { byItself: true }),
    kindOf: (model: ModelName) => kindOf(models, model),
    now: ground.clock.now,
    logger: ground.logger,
  };
  await continueByItself(parts, turnIds);
}
