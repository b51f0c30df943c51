import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createApiTokenRows } from "@/db/api-tokens";
import { CreateTokenBody, type TokenInput } from "@/lib/core/api-tokens";
import { createAccess } from "./access-rules";
import { createPrograms } from "./programs";
import { createRevokedSessions } from "./revoked-sessions";
import { openTestParts, type TestParts } from "./test-parts";
import { createTokens } from "./tokens";

let parts: TestParts;
beforeEach(() => {
  parts = openTestParts();
});
afterEach(() => parts.close());

const day = 24 * 3_600_000;
const open = () => createTokens({ rows: createApiTokenRows(parts.db), clock: parts.clock, newId: parts.newId });
const make = (input: Partial<TokenInput> = {}, tokens = open()) =>
  tokens.create(CreateTokenBody.parse({ name: "CI", scopes: ["ask"], ...input }));

describe("a token", () => {
  test("is told once, 256 bits long, and only its hash is stored", () => {
    const { token, secret } = make();
    expect(secret).toMatch(/^parley_[\w-]{43}$/);
    expect(secret.startsWith(token.prefix)).toBe(true);
    expect(JSON.stringify(open().list())).not.toContain(secret.slice(token.prefix.length));
    const stored = JSON.stringify(parts.db.$client.prepare("select * from api_tokens").all());
    expect(stored).toContain(token.prefix);
    expect(stored).not.toContain(secret.slice(token.prefix.length));
    expect(make().secret).not.toBe(secret);
  });

  test("is recognised whole, and in no other form", () => {
    const { secret } = make();
    const last = secret.endsWith("A") ? "B" : "A";
    expect(open().recognise(secret)?.name).toBe("CI");
    for (const wrong of [secret.slice(0, -1), `${secret}A`, secret.slice(0, -1) + last, secret.slice(0, 15), "", " "]) {
      expect(open().recognise(wrong)).toBeNull();
    }
  });

  test("that is revoked works no longer, is not listed, and comes back by undo until the next start", () => {
    const { token, secret } = make();
    const tokens = open();
    tokens.revoke(token.id);
    expect([tokens.recognise(secret), tokens.list()]).toEqual([null, []]);
    expect(() => tokens.update(token.id, { name: "Other" })).toThrow("There is no such token.");
    expect(tokens.update(token.id, { revoked: false }).name).toBe("CI");
    expect(tokens.recognise(secret)?.id).toBe(token.id);
    tokens.revoke(token.id);
    createApiTokenRows(parts.db).purgeRevoked();
    expect(() => tokens.update(token.id, { revoked: false })).toThrow("There is no such token.");
  });

  test("tells when it was used last, to the minute", () => {
    const { token, secret } = make();
    expect(token.lastUsedAt).toBeNull();
    open().recognise(secret);
    const first = parts.clock.now();
    parts.clock.pass(59_000);
    open().recognise(secret);
    expect(open().list()[0]?.lastUsedAt).toBe(first);
    parts.clock.pass(1000);
    open().recognise(secret);
    expect(open().list()[0]?.lastUsedAt).toBe(first + 60_000);
  });

  test("changes only what is named; a cap can be taken away", () => {
    const tokens = open();
    const { token } = make({ capUsd: 5 });
    expect(tokens.update(token.id, { name: "Nightly" })).toMatchObject({ name: "Nightly", capUsd: 5, scopes: ["ask"] });
    expect(tokens.update(token.id, { capUsd: null, keepsHistory: false })).toMatchObject({
      capUsd: null,
      keepsHistory: false,
    });
  });

  test.each([
    [{ name: " " }],
    [{ scopes: [] }],
    [{ scopes: ["all"] }],
    [{ capUsd: 0 }],
    [{ capUsd: -1 }],
    [{ more: 1 }],
  ])("is not made of %o", (wrong) => {
    expect(CreateTokenBody.safeParse({ name: "CI", scopes: ["ask"], ...wrong }).success).toBe(false);
  });
});

describe("spending", () => {
  test("a monthly cap refuses until the calendar month is over; what was spent in all stays", () => {
    const tokens = open();
    const { token } = make({ capUsd: 1, capPeriod: "month" });
    tokens.book(token.id, 999_999);
    expect(() => tokens.refuseSpent(token.id)).not.toThrow();
    tokens.book(token.id, 1);
    expect(() => tokens.refuseSpent(token.id)).toThrow(/"CI" has reached its spending cap of \$1\.00 a month/);
    parts.clock.pass(11 * day);
    expect(() => tokens.refuseSpent(token.id)).not.toThrow();
    expect(tokens.list()[0]?.spentUsd).toEqual({ month: 0, total: 1 });
  });

  test("a total cap stays reached", () => {
    const tokens = open();
    const { token } = make({ capUsd: 0.5, capPeriod: "total" });
    tokens.book(token.id, 500_000);
    parts.clock.pass(365 * day);
    expect(() => tokens.refuseSpent(token.id)).toThrow(/cap of \$0\.50\. Raise it/);
  });
});

describe("the door for programs", () => {
  function doorWith(password: string | null = null) {
    const revoked = createRevokedSessions(parts.settings, parts.clock);
    const rules = { boundHost: "127.0.0.1", allowedHosts: [], masterKey: Buffer.alloc(32, 7) };
    const access = createAccess({ ...rules, password, revoked, clock: parts.clock, newId: parts.newId });
    return { access, door: createPrograms({ access, tokens: open() }) };
  }
  function requestWith(headers: Record<string, string>): Request {
    const all = { host: "localhost:3000", "user-agent": "OpenAI/JS 7.0", ...headers };
    return new Request("http://localhost:3000/api/v1/models", { headers: all });
  }
  function outcome(headers: Record<string, string>, { password = null as string | null, scope = "ask" as const } = {}) {
    try {
      return doorWith(password).door.admit(requestWith(headers), scope).client;
    } catch (error) {
      const { failure } = error as { failure: { code: string; httpStatus: number } };
      return `${failure.code} ${failure.httpStatus}`;
    }
  }
  const key = { authorization: "Bearer anything" };

  test("without a password any key opens, and no key does not", () => {
    expect(outcome(key)).toBe("OpenAI");
    expect(outcome({})).toBe("token_required 401");
    expect(outcome({ authorization: "Bearer  " })).toBe("token_required 401");
    expect(outcome({ authorization: "Basic YTpi" })).toBe("token_required 401");
  });

  test.each([
    [{ "sec-fetch-site": "cross-site" }, "cross_site 403"],
    [{ "sec-fetch-site": "same-site" }, "cross_site 403"],
    [{ origin: "https://evil.example" }, "cross_site 403"],
    [{ origin: "null" }, "cross_site 403"],
    [{ host: "evil.example" }, "unknown_host 421"],
    [{ "sec-fetch-site": "same-origin" }, "OpenAI"],
    [{ origin: "http://localhost:3000" }, "OpenAI"],
  ])("a GET with a key and %o: %s", (headers, expected) => {
    expect(outcome({ ...key, ...headers })).toBe(expected);
    const { secret } = make();
    const withToken = outcome({ authorization: `Bearer ${secret}`, ...headers });
    expect(withToken).toBe(expected === "OpenAI" ? "CI" : expected);
  });

  test("with a password: that, or a token; a cookie never counts", () => {
    const password = "correct horse";
    const { access } = doorWith(password);
    const cookie = access.signIn(password, new Headers()).split(";")[0] ?? "";
    expect(outcome(key, { password })).toBe("token_required 401");
    expect(outcome({ authorization: `Bearer ${password}` }, { password })).toBe("OpenAI");
    expect(outcome({ authorization: `Bearer ${make().secret}` }, { password })).toBe("CI");
    expect(outcome({ cookie }, { password })).toBe("token_required 401");
    expect(outcome({ cookie }, {})).toBe("token_required 401");
  });

  test("guessing the password by this way is limited, and tokens go on working", () => {
    const { door } = doorWith("correct horse");
    const { secret } = make();
    const wrong = () => door.admit(requestWith(key), "ask");
    for (let count = 0; count < 30; count++) expect(wrong).toThrow(/not one of this Parley/);
    expect(wrong).toThrow(/Too many wrong passwords/);
    expect(door.admit(requestWith({ authorization: `Bearer ${secret}` }), "ask").client).toBe("CI");
  });

  test("a revoked token does not go on as any key", () => {
    const { token, secret } = make();
    open().revoke(token.id);
    expect(outcome({ authorization: `Bearer ${secret}` })).toBe("token_required 401");
  });

  test("a token may do what its scopes say, and asks only below its cap", () => {
    const { secret } = make({ scopes: ["read"] });
    expect(outcome({ authorization: `Bearer ${secret}` })).toBe("scope_missing 403");
    const { token, secret: spent } = make({ name: "Spent", capUsd: 1 });
    open().book(token.id, 1_000_000);
    const headers = { authorization: `Bearer ${spent}` };
    expect(outcome(headers)).toBe("insufficient_credits 402");
    expect(doorWith().door.admit(requestWith(headers), null).client).toBe("Spent");
  });

  test.each([
    [{ "x-title": "My\u0007 tool" }, "My tool"],
    [{ "x-openrouter-title": "Nightly", "x-title": "no" }, "Nightly"],
    [{ "user-agent": "curl/8.5.0" }, "curl"],
    [{ "user-agent": "" }, "API"],
    [{ "x-title": "x".repeat(500) }, "x".repeat(60)],
  ])("without a token a program with %o is called %s", (headers, name) => {
    expect(outcome({ ...key, ...headers })).toBe(name);
  });
});
