import { ConversationPage } from "@/lib/core/api";
import type { Api } from "./api";

/** Stops every turn that still runs and waits for its end: what one test began asks nothing in the next. */
export async function stopAll(api: Api): Promise<void> {
  const { conversations } = ConversationPage.parse(await api.json("GET", "/api/conversations"));
  for (const { id } of conversations.filter(({ running }) => running)) {
    for (const { id: turnId, status } of (await api.conversation(id)).turns) {
      if (status !== "running") continue;
      await api.send("POST", `/api/turns/${turnId}/stop`, {});
      await api.finished(turnId);
    }
  }
}
