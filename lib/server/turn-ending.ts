import type { TurnEvent } from "@/lib/core/events";
import type { Clock } from "@/lib/core/model";
import type { TurnState } from "@/lib/core/turn";
import { withEnding } from "./interruption";
import type { Recorder } from "./recorder";

export type EndingOf = (turn: TurnState, at: number) => TurnEvent[];

/** The end of a turn from outside of its story, which may have to wait for the disk. */
export type TurnEnding = {
  /** Decides how the turn ends; from now on its state says so. */
  decide: (endingOf: EndingOf) => void;
  /** Stores the end that was decided. Throws when it cannot be stored, and can be tried again. */
  store: () => void;
  /** Whether an end is decided and not stored. */
  isWaiting: () => boolean;
  /** The fold of what is stored; with the end that waits. */
  state: () => TurnState;
  /** Nothing is stored any longer, and nothing waits. */
  close: () => void;
};

/** Ends the turn that a recorder writes. */
export function createTurnEnding(recorder: Recorder, clock: Clock): TurnEnding {
  let ending: ((turn: TurnState) => TurnEvent[]) | null = null;

  function close(): void {
    ending = null;
    recorder.close();
  }

  return {
    decide(endingOf) {
      const at = clock.now();
      ending = (turn) => endingOf(turn, at);
    },
    store() {
      if (!ending) return;
      recorder.flush();
      const stored = recorder.state();
      if (stored?.status === "running") for (const event of ending(stored)) recorder.take(event);
      close();
    },
    isWaiting: () => ending !== null,
    state() {
      const stored = ending ? recorder.stateWithUnstored() : recorder.state();
      if (!stored) throw new Error("A turn has no state before its first event.");
      if (!ending || stored.status !== "running") return stored;
      return { ...withEnding(stored, ending(stored)), lastSeq: recorder.state()?.lastSeq ?? 0 };
    },
    close,
  };
}
