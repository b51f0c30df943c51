import type { Database } from "./client";
import { apiTokens, calls, conversations, judgings } from "./schema";

/** Removes all conversations with their turns, events and states, the history of calls and judgings, and all API tokens. Schema and other tables stay. */
export function wipe(db: Database): void {
  // Turns, their events and states go with their conversation.
  db.delete(conversations).run();
  // A deleted row leaves its words in the index until that is written anew.
  db.$client.exec("insert into search_index (search_index) values ('delete-all')");
  db.delete(calls).run();
  db.delete(judgings).run();
  db.delete(apiTokens).run();
}
