import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FailureError } from "@/lib/core/failure";
import { createAccess, TooManyAttempts } from "./access-rules";
import { createRevokedSessions } from "./revoked-sessions";
import { openTestParts, type TestParts } from "./test-parts";

const password = "correct horse battery staple";
const day = 24 * 3_600_000;
let parts: TestParts;

beforeEach(() => {
  parts = openTestParts();
});
afterEach(() => parts.close());

type Options = { password?: string | null; boundHost?: string; allowedHosts?: string[]; masterKey?: Buffer };

function accessWith(options: Options = {}) {
  const revoked = createRevokedSessions(parts.settings, parts.clock);
  const usual = { password: null, boundHost: "127.0.0.1", allowedHosts: [], masterKey: Buffer.alloc(32, 7) };
  return createAccess({ ...usual, ...options, revoked, clock: parts.clock, newId: parts.newId });
}

/** The failure code of a request, or "in". */
function outcome(access: ReturnType<typeof createAccess>, request: Request): string {
  try {
    access.admit(request);
    return "in";
  } catch (error) {
    return error instanceof FailureError ? error.failure.code : String(error);
  }
}

function requestWith(headers: Record<string, string>, method = "GET", path = "/api/panels"): Request {
  return new Request(`http://localhost:3000${path}`, { method, headers: { host: "localhost:3000", ...headers } });
}

describe("the host name", () => {
  test.each([
    ["localhost:3000", "in"],
    ["localhost", "in"],
    ["LOCALHOST:8080", "in"],
    ["127.0.0.1:3000", "in"],
    ["[::1]:3000", "in"],
    ["parley.example:8443", "in"],
    ["10.0.0.5:3000", "in"],
    ["evil.example", "unknown_host"],
    ["localhost.evil.example", "unknown_host"],
    ["evil.example:3000", "unknown_host"],
    ["127.0.0.1.evil.example", "unknown_host"],
    ["localhost@evil.example", "unknown_host"],
    ["evil.example/localhost", "unknown_host"],
    ["127.0.0.2:3000", "unknown_host"],
    ["", "unknown_host"],
  ])("%s: %s", (host, expected) => {
    const access = accessWith({ allowedHosts: ["parley.example"], boundHost: "10.0.0.5" });
    expect(outcome(access, requestWith({ host }))).toBe(expected);
  });

  test("a forwarded host changes nothing", () => {
    const forwarded = { "x-forwarded-host": "localhost", forwarded: "host=localhost", host: "evil.example" };
    expect(outcome(accessWith(), requestWith(forwarded))).toBe("unknown_host");
  });
});

describe("the origin of a change", () => {
  test.each([
    ["POST", { "sec-fetch-site": "same-origin" }, "in"],
    ["POST", { "sec-fetch-site": "none" }, "in"],
    ["POST", { "sec-fetch-site": "cross-site" }, "cross_site"],
    ["POST", { "sec-fetch-site": "same-site" }, "cross_site"],
    ["POST", { "sec-fetch-site": "cross-site", origin: "http://localhost:3000" }, "cross_site"],
    ["POST", { origin: "http://localhost:3000" }, "in"],
    ["POST", { origin: "http://localhost:3001" }, "cross_site"],
    ["POST", { origin: "https://evil.example" }, "cross_site"],
    ["POST", { origin: "null" }, "cross_site"],
    ["POST", {}, "in"],
    ["DELETE", { "sec-fetch-site": "cross-site" }, "cross_site"],
    ["PATCH", { origin: "https://evil.example" }, "cross_site"],
    ["OPTIONS", { "sec-fetch-site": "cross-site" }, "cross_site"],
    ["GET", { "sec-fetch-site": "cross-site" }, "in"],
  ])("%s with %o: %s", (method, headers, expected) => {
    expect(outcome(accessWith(), requestWith(headers, method))).toBe(expected);
  });
});

describe("with a password", () => {
  function signedIn(options: Options = {}) {
    const access = accessWith({ password, ...options });
    const line = access.signIn(password, new Headers());
    return { access, line, cookie: line.split(";")[0] ?? "" };
  }

  test("a stranger gets nothing but health and the sign-in", () => {
    const access = accessWith({ password });
    expect(outcome(access, requestWith({}))).toBe("sign_in_required");
    expect(outcome(access, requestWith({}, "GET", "/api/health"))).toBe("in");
    expect(outcome(access, requestWith({}, "POST", "/api/sign-in"))).toBe("in");
    expect(outcome(access, requestWith({}, "GET", "/api/health/more"))).toBe("sign_in_required");
    expect(outcome(access, requestWith({}, "GET", "/api/sign-in/../panels"))).toBe("sign_in_required");
  });

  test("the bearer password opens, anything else does not", () => {
    const access = accessWith({ password });
    const withBearer = (value: string) => outcome(access, requestWith({ authorization: value }));
    expect(withBearer(`Bearer ${password}`)).toBe("in");
    expect(withBearer(`bearer ${password}`)).toBe("in");
    expect(withBearer(password)).toBe("sign_in_required");
    expect(withBearer(`Basic ${password}`)).toBe("sign_in_required");
    expect(withBearer(`Bearer ${password}x`)).toBe("sign_in_required");
    expect(withBearer("Bearer ")).toBe("sign_in_required");
  });

  test("the session cookie opens, is for this server only, and does not hold the password", () => {
    const { access, line, cookie } = signedIn();
    expect(outcome(access, requestWith({ cookie }))).toBe("in");
    expect(outcome(access, requestWith({ cookie: `theme=dark; ${cookie}; other=1` }))).toBe("in");
    expect(line).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(line).toContain(`Max-Age=${(30 * day) / 1000}`);
    expect(Buffer.from(cookie, "utf8").toString()).not.toContain(password);
  });

  test("behind TLS the cookie is Secure; a forwarded scheme is not believed", () => {
    const access = accessWith({ password });
    expect(access.signIn(password, new Headers({ origin: "https://parley.example" }))).toMatch(/; Secure$/);
    expect(access.signIn(password, new Headers({ "x-forwarded-proto": "https" }))).not.toContain("Secure");
  });

  test("a cookie with one changed character is worth nothing", () => {
    const { access, cookie } = signedIn();
    const [name = "", value = ""] = cookie.split(/=(.*)/s);
    // Not the last one: of 43 characters it has two unused bits, and some changes of it are the same signature.
    for (let index = 0; index < value.length - 1; index++) {
      const changed = `${value.slice(0, index)}${value[index] === "A" ? "B" : "A"}${value.slice(index + 1)}`;
      expect(outcome(access, requestWith({ cookie: `${name}=${changed}` }))).not.toBe("in");
    }
  });

  test("a cookie ends after 30 days", () => {
    const { access, cookie } = signedIn();
    parts.clock.pass(30 * day - 1);
    expect(outcome(access, requestWith({ cookie }))).toBe("in");
    parts.clock.pass(1);
    expect(outcome(access, requestWith({ cookie }))).toBe("sign_in_required");
  });

  test("another password or another key file ends all sessions", () => {
    const { cookie } = signedIn();
    expect(outcome(accessWith({ password: "another" }), requestWith({ cookie }))).toBe("sign_in_required");
    const otherKey = accessWith({ password, masterKey: Buffer.alloc(32, 8) });
    expect(outcome(otherKey, requestWith({ cookie }))).toBe("sign_in_required");
    expect(outcome(accessWith({ password }), requestWith({ cookie }))).toBe("in");
  });

  test("signing out ends the session also for a copy of the cookie, and after a restart", () => {
    const { access, cookie } = signedIn();
    const other = access.signIn(password, new Headers()).split(";")[0] ?? "";
    expect(access.signOut(new Headers({ cookie }))).toContain("Max-Age=0");
    expect(outcome(access, requestWith({ cookie }))).toBe("sign_in_required");
    expect(outcome(accessWith({ password }), requestWith({ cookie }))).toBe("sign_in_required");
    expect(outcome(access, requestWith({ cookie: other }))).toBe("in");
  });

  test("after ten wrong passwords nobody signs in for a minute, not even with the right one", () => {
    const { access, cookie } = signedIn();
    for (let count = 0; count < 10; count++)
      expect(() => access.signIn("wrong", new Headers())).toThrow(/not the access/);
    expect(() => access.signIn(password, new Headers())).toThrow(TooManyAttempts);
    expect(outcome(access, requestWith({ cookie }))).toBe("in");
    parts.clock.pass(60_000);
    expect(access.signIn(password, new Headers())).toContain("parley_session=1.");
  });

  test("guessing by bearer is limited too, and does not close the sign-in", () => {
    const { access } = signedIn();
    const guess = (value: string) => outcome(access, requestWith({ authorization: `Bearer ${value}` }));
    for (let count = 0; count < 30; count++) expect(guess(`wrong ${count}`)).toBe("sign_in_required");
    expect(guess(password)).toBe("rate_limited");
    expect(access.signIn(password, new Headers())).toContain("parley_session=1.");
    parts.clock.pass(60_000);
    expect(guess(password)).toBe("in");
  });
});
