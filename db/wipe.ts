import type { Database } from "./client";
import { calls, conversations, judgings } from "./schema";

/** Removes all conversations with their turns, events and states, and the history of calls and judgings. Schema and other tables stay. */
export function wipe(db: Database): void {
  // Turns, their events and states go with their conversation.
  db.delete(conversations).run();
  db.delete(calls).run();
  db.delete(judgings).run();
}
