import { estimateTokens } from "./judge-overflow";
import { block } from "./prompts";
import type { LookedUp } from "./reading-events";

/** What a call gave: words for the model, and how much was read. */
export type Outcome = { content: string; passages: LookedUp[] };

/** One passage takes no more, and no more than a third of the room: others may matter, too. */
const maxPassageTokens = 1500;
/** What stands around a passage. */
const fixedTokens = 20;
/** With less room nothing can be looked up. */
const fewestTokens = 200;

/** The room that all passages of one judge share. */
export type LookUpRoom = {
  isOpen(): boolean;
  /** The tokens that the next passage may take. */
  left(): number;
  /** A passage in its block; its room is taken from then on. `id`: the letter of its answer, or its source. */
  show(text: string, id: string): string;
};

export function openRoom(tokens: number, nonce: string): LookUpRoom {
  const most = Math.min(maxPassageTokens, Math.ceil(tokens / 3));
  let left = tokens;
  return {
    isOpen: () => left >= fewestTokens,
    left: () => Math.min(most, left),
    show(text, id) {
      left -= estimateTokens(text) + fixedTokens;
      return block("passage", nonce, text, ` id="${id}"`);
    },
  };
}

/** A call that gave no words, and why. */
export function nothing(content: string): Outcome {
  return { content, passages: [] };
}
