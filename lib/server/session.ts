import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { NewId } from "@/lib/core/ids";
import type { Clock } from "@/lib/core/model";

export const sessionCookieName = "parley_session";
const sessionSeconds = 30 * 24 * 60 * 60;

type Session = { id: string; expiresAt: number };

/** Remembers signed-out sessions until they would have expired anyway. */
export type RevokedSessions = { has(sessionId: string): boolean; add(session: Session): void };

type SessionParts = {
  password: string;
  /** The master key of this installation; what signs sessions is derived from it and the password. */
  masterKey: Buffer;
  revoked: RevokedSessions;
  clock: Pick<Clock, "now">;
  newId: NewId;
};

export type Sessions = {
  /** A new signed cookie value, good for 30 days. */
  start(): string;
  /** The session of a cookie value; null when it is forged, expired, signed out or made under another password. */
  read(value: string): Session | null;
  end(session: Session): void;
};

const CookieParts = z.tuple([z.literal("1"), z.string().min(1).max(64), z.coerce.number().int(), z.string().min(1)]);

/** Sessions that live in a signed cookie: nothing is stored until one is ended. */
export function createSessions({ password, masterKey, revoked, clock, newId }: SessionParts): Sessions {
  const signingKey = createHmac("sha256", masterKey).update("session:").update(hashOf(password)).digest();
  const sign = (text: string) => createHmac("sha256", signingKey).update(text).digest("base64url");
  return {
    start() {
      const body = `1.${newId()}.${clock.now() + sessionSeconds * 1000}`;
      return `${body}.${sign(body)}`;
    },
    read(value) {
      const parts = CookieParts.safeParse(value.split("."));
      if (!parts.success) return null;
      const [, id, expiresAt, signature] = parts.data;
      if (!isSameSecret(signature, sign(value.slice(0, value.lastIndexOf("."))))) return null;
      return expiresAt <= clock.now() || revoked.has(id) ? null : { id, expiresAt };
    },
    end(session) {
      revoked.add(session);
    },
  };
}

/** The `Set-Cookie` line that signs a browser in, or out when the value is null. */
export function sessionCookie(value: string | null, secure: boolean): string {
  const age = value === null ? 0 : sessionSeconds;
  const parts = [`${sessionCookieName}=${value ?? ""}`, "Path=/", `Max-Age=${age}`, "HttpOnly", "SameSite=Lax"];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}

/** Compares in constant time, also when the lengths differ. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(hashOf(given), hashOf(expected));
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
