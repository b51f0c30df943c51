import type { SettingRows } from "@/db/settings";
import type { Clock } from "@/lib/core/model";
import type { RevokedSessions } from "./session";

export const sessionPrefix = "session.";

/** Signed-out sessions, kept in the database until their cookie would have expired. */
export function createRevokedSessions(settings: SettingRows, clock: Pick<Clock, "now">): RevokedSessions {
  const keyOf = (sessionId: string) => `${sessionPrefix}${sessionId}`;
  return {
    has: (sessionId) => settings.get(keyOf(sessionId)) !== null,
    add({ id, expiresAt }) {
      for (const { key, value } of settings.list(sessionPrefix)) {
        if (Number(value) <= clock.now()) settings.remove(key);
      }
      settings.set(keyOf(id), String(expiresAt));
    },
  };
}
