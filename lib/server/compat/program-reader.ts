import { applyEvent } from "@/lib/core/apply-event";
import { type EventOf, isClosing, type StoredEvent } from "@/lib/core/events";
import { currentVerdict, isSettled, type TurnState } from "@/lib/core/turn";
import type { Intent } from "./intent";
import { type Citation, createWireText, type WireText, wireTextOf } from "./wire-text";

/** What a program hears while a turn runs, besides its events. */
export type ProgramStep =
  | { type: "text"; text: string; citations: Citation[] }
  | { type: "reasoning"; text: string }
  /** The panel is done and, where it could be, judged; the final answer begins. */
  | { type: "panel-closed" };

export type ProgramReader = {
  /** Takes one event in and gives what the program hears of it. */
  take(event: StoredEvent): ProgramStep[];
  /** The turn as it is now. Throws before the first event. */
  turn(): TurnState;
  /** The first end of the turn was read. What people do with it later is nothing of this request. */
  readonly isOver: boolean;
  /** Panelists that nobody waits for any longer. */
  stragglers(): string[];
};

/** Reads the log of a turn for the program that asked: its answer as text for the wire, whichever mode it is in. */
export function createProgramReader({
  request,
  showReasoning,
}: Pick<Intent, "request" | "showReasoning">): ProgramReader {
  const isBuffered = request.format !== null;
  let state: TurnState | null = null;
  let wire: WireText | null = null;
  let isOver = false;

  function turn(): TurnState {
    if (!state) throw new Error("A turn has no state before its first event.");
    return state;
  }

  function textStep({ text, citations }: { text: string; citations: Citation[] }): ProgramStep[] {
    return text === "" ? [] : [{ type: "text", text, citations }];
  }

  function close(): ProgramStep[] {
    isOver = true;
    if (isBuffered) return textStep(wholeText(turn(), request.format !== null));
    return wire ? textStep(wire.finish()) : [];
  }

  /** The words of a model that answers alone; those of panelists are not the answer. */
  function said(now: TurnState, event: EventOf<"answer-delta" | "answer-reasoning-delta">): ProgramStep[] {
    if (!isAlone(now, event)) return [];
    if (event.type === "answer-delta") return isBuffered ? [] : textStep({ text: event.text, citations: [] });
    return showReasoning ? [{ type: "reasoning", text: event.text }] : [];
  }

  function spoken(event: StoredEvent): ProgramStep[] {
    const now = turn();
    if (event.type === "synthesis-started") {
      wire = createWireText(knownIn(now));
      return [{ type: "panel-closed" }];
    }
    if (event.type === "synthesis-delta") return isBuffered || !wire ? [] : textStep(wire.push(event.text));
    if (event.type === "answer-delta" || event.type === "answer-reasoning-delta") return said(now, event);
    return isClosing(event.type) ? close() : [];
  }

  return {
    take(event) {
      if (isOver) return [];
      state = applyEvent(state, event);
      return spoken(event);
    },
    turn,
    get isOver() {
      return isOver;
    },
    stragglers() {
      const now = turn();
      // More of the panel is asked for another verdict: the program waits for them.
      if (isOver || now.isWidened || currentVerdict(now)?.endedAt == null) return [];
      return now.answers.filter((answer) => !isSettled(answer)).map(({ panelistId }) => panelistId);
    },
  };
}

/** Whether these are the words of a model that answers alone, as it was asked to or chose to. */
function isAlone(turn: TurnState, { panelistId }: { panelistId: string }): boolean {
  return turn.soloPanelistId === panelistId && turn.asked !== undefined;
}

function knownIn(turn: TurnState) {
  return { points: new Set((currentVerdict(turn)?.points ?? []).map(({ id }) => id)), sources: turn.sources };
}

const fenced = /^\s*```[a-z]*[ \t]*\n([\s\S]*?)\n?```\s*$/i;

/** The whole answer for the wire; one in a form stands without the fence that models put around it. */
export function wholeText(turn: TurnState, inForm: boolean): { text: string; citations: Citation[] } {
  const final = currentVerdict(turn)?.finalAnswer;
  const alone = turn.answers.find((answer) => isAlone(turn, answer));
  const text = final?.text ?? alone?.text ?? "";
  if (inForm) return { text: (fenced.exec(text)?.[1] ?? text).trim(), citations: [] };
  return final ? wireTextOf(text, knownIn(turn)) : { text, citations: [] };
}
