import type { Access } from "./access-rules";
import type { Turns } from "./turns";

type ReaderCheckParts = { access: Pick<Access, "isSignedIn">; turns: Pick<Turns, "isGone"> };

/** Tells whether somebody who follows a turn may go on: still signed in, and the turn is still there. */
export function createReaderCheck({ access, turns }: ReaderCheckParts) {
  return (turnId: string, headers: Headers): boolean => {
    if (turns.isGone(turnId)) return false;
    try {
      return access.isSignedIn(headers);
    } catch {
      // Too many wrong passwords from elsewhere are no reason to cut off a reader who came in with the right one.
      return true;
    }
  };
}
