import { FailureError, failure } from "@/lib/core/failure";
import type { NewId } from "@/lib/core/ids";
import type { Clock } from "@/lib/core/model";
import { createAttempts } from "./attempts";
import { bearerIn } from "./credentials";
import { allowedHostNames, isAllowedHost } from "./hosts";
import { signInRequired } from "./refusals";
import { createSessions, isSameSecret, type RevokedSessions, sessionCookie, sessionCookieName } from "./session";

export type AccessParts = {
  /** PARLEY_PASSWORD; null = nobody signs in. */
  password: string | null;
  /** HOST, the address the server is bound to. */
  boundHost: string;
  /** The names in PARLEY_ALLOWED_HOSTS. */
  allowedHosts: readonly string[];
  masterKey: Buffer;
  revoked: RevokedSessions;
  clock: Pick<Clock, "now">;
  newId: NewId;
};

export type Access = {
  /** Throws a FailureError unless this API request may go on: 421, 403, 401 or 429. */
  admit(request: Request): void;
  /** Throws a FailureError (421, 403) when a host or a web page that is not ours is behind this request, whatever its method. */
  refuseForeign(request: Request): void;
  /** Whether that is the access password, from an Authorization header; null = there is none. Throws rate_limited (429). */
  isPassword(given: string): boolean | null;
  isKnownHost(headers: Headers): boolean;
  isSignedIn(headers: Headers): boolean;
  /** Gives the `Set-Cookie` line of a new session; throws wrong_password (401) or rate_limited (429). */
  signIn(password: string, headers: Headers): string;
  /** Ends the session of this browser and gives the `Set-Cookie` line that forgets it. */
  signOut(headers: Headers): string;
};

/** A FailureError that also knows when to come back; the HTTP edge sends it as `Retry-After`. */
export class TooManyAttempts extends FailureError {
  readonly retryAfterSeconds: number;

  constructor(seconds: number) {
    super(failure("rate_limited", `Too many wrong passwords. Try again in ${seconds} s.`, 429));
    this.retryAfterSeconds = seconds;
  }
}

type Credential = { kind: "bearer" | "session"; value: string };

const minute = 60_000;
/** What a person without a session may still ask for. Compared as a whole path: nothing below these is open. */
const openPaths: ReadonlySet<string> = new Set(["/api/sign-in", "/api/health"]);

/** The access rules of this server. Host, origin and credential come from the request itself; forwarded headers are ignored. */
export function createAccess(parts: AccessParts): Access {
  const hosts = allowedHostNames(parts.boundHost, parts.allowedHosts);
  const gate = parts.password === null ? null : createGate({ ...parts, password: parts.password });
  const isKnownHost = (headers: Headers) => isAllowedHost(headers.get("host"), hosts);
  return {
    isKnownHost,
    refuseForeign(request) {
      if (!isKnownHost(request.headers)) throw new FailureError(unknownHost);
      if (!isSameOrigin(request.headers)) throw new FailureError(crossSite);
    },
    isPassword: (given) => gate?.isPassword(given) ?? null,
    isSignedIn: (headers) => gate === null || gate.isSignedIn(headers),
    admit(request) {
      if (!isKnownHost(request.headers)) throw new FailureError(unknownHost);
      if (!isSafeMethod(request.method) && !isSameOrigin(request.headers)) throw new FailureError(crossSite);
      if (gate === null || openPaths.has(new URL(request.url).pathname)) return;
      if (!gate.isSignedIn(request.headers)) throw signInRequired();
    },
    signIn: (password, headers) => gate?.signIn(password, headers) ?? sessionCookie(null, isBehindTls(headers)),
    signOut: (headers) => gate?.signOut(headers) ?? sessionCookie(null, isBehindTls(headers)),
  };
}

function createGate(parts: AccessParts & { password: string }) {
  const sessions = createSessions(parts);
  // Two counts, so that a script with an old password cannot keep its owner from the sign-in page.
  const signIns = createAttempts(parts.clock, 10, minute);
  const bearers = createAttempts(parts.clock, 30, minute);
  const check = (given: string, attempts: typeof signIns) => {
    const seconds = attempts.secondsToWait();
    if (seconds > 0) throw new TooManyAttempts(seconds);
    const right = isSameSecret(given, parts.password);
    if (!right) attempts.countFailure();
    return right;
  };
  const isPassword = (given: string): boolean => check(given, bearers);
  return {
    isPassword,
    isSignedIn: (headers: Headers): boolean =>
      credentialsOf(headers).some(({ kind, value }) =>
        kind === "session" ? sessions.read(value) !== null : isPassword(value),
      ),
    signIn(password: string, headers: Headers): string {
      if (!check(password, signIns)) throw new FailureError(wrongPassword);
      return sessionCookie(sessions.start(), isBehindTls(headers));
    },
    signOut(headers: Headers): string {
      for (const { kind, value } of credentialsOf(headers)) {
        const session = kind === "session" ? sessions.read(value) : null;
        if (session) sessions.end(session);
      }
      return sessionCookie(null, isBehindTls(headers));
    },
  };
}

/** The one reader of credentials: session cookies first, then the Authorization header. */
function credentialsOf(headers: Headers): Credential[] {
  const cookies = (headers.get("cookie") ?? "").split(";").map((part) => part.trim());
  const sessions = cookies.filter((part) => part.startsWith(`${sessionCookieName}=`));
  const bearer = bearerIn(headers);
  return [
    // A browser sends one; more than a few is somebody trying values.
    ...sessions
      .slice(0, 4)
      .map((part): Credential => ({ kind: "session", value: part.slice(sessionCookieName.length + 1) })),
    ...(bearer ? [{ kind: "bearer" as const, value: bearer }] : []),
  ];
}

function isSafeMethod(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** Whether our own page sent this, or no browser at all: only browsers send these headers, and they always send one. */
function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  return origin === null || URL.parse(origin)?.host === headers.get("host")?.toLowerCase();
}

// The browser itself names the scheme of its page; a proxy's word for it could be anyone's.
function isBehindTls(headers: Headers): boolean {
  return headers.get("origin")?.startsWith("https://") ?? false;
}

const unknownHost = failure(
  "unknown_host",
  "This server does not answer to that host name. Add it to PARLEY_ALLOWED_HOSTS if it is yours.",
  421,
);
const crossSite = failure("cross_site", "This request came from another site, so it was refused.", 403);
const wrongPassword = failure("wrong_password", "That is not the access password.", 401);
