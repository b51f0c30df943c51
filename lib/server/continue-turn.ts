import type { TurnState } from "@/lib/core/turn";
import { canContinue } from "@/lib/core/unfinished";
import { conflict } from "./refusals";
import { reopen } from "./reopen-turn";
import type { StartParts } from "./start-turn";
import { refuseForeignProviders } from "./turn-request";

/**
 * Goes on with an interrupted turn: only what was not finished is asked for again. Harmless while the turn runs; throws
 * conflict when nothing interrupted it.
 */
export async function continueTurn(parts: StartParts, turn: TurnState, byItself = false): Promise<void> {
  const isRunning = () => parts.registry.running(turn.id) !== null;
  if (isRunning()) return;
  if (!canContinue(turn)) throw conflict("This turn was not interrupted, so there is nothing to continue.");
  refuseForeignProviders(parts.providerOf, turn.panel);
  try {
    await reopen(parts, turn, { continue: true, byItself });
  } catch (error) {
    // Of two who continue at once one comes second, and has what they wanted.
    if (!isRunning()) throw error;
  }
}
