import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as tokenRoute from "@/app/api/tokens/[tokenId]/route";
import * as tokensRoute from "@/app/api/tokens/route";
import { CreatedToken, TokenView } from "@/lib/core/api-tokens";
import { admitProgram } from "./access";
import { container } from "./container";

const password = "the password of this house";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-token-routes-"));
  vi.stubEnv("PARLEY_DATA_DIR", folder);
  vi.stubEnv("PARLEY_PASSWORD", password);
  vi.stubEnv("PARLEY_LOG_LEVEL", "silent");
});
afterEach(() => {
  container().close();
  Reflect.deleteProperty(globalThis, Symbol.for("parley"));
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function requestWith(key: string, method = "GET", body?: unknown, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost:3000/api/tokens", {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: { host: "localhost:3000", authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
  });
}
const at = (tokenId: string) => ({ params: Promise.resolve({ tokenId }) });
const nowhere = { params: Promise.resolve({}) };
const list = async () => {
  const response = await tokensRoute.GET(requestWith(password), nowhere);
  return TokenView.array().parse(await response.json());
};

async function makeToken() {
  const body = { name: "CI", scopes: ["ask"], capUsd: 2 };
  const response = await tokensRoute.POST(requestWith(password, "POST", body), nowhere);
  expect([response.status, response.headers.get("cache-control")]).toEqual([201, "no-store"]);
  return CreatedToken.parse(await response.json());
}

test("a token is made, listed without its secret, changed, revoked and brought back", async () => {
  const { token, secret } = await makeToken();
  expect(admitProgram(requestWith(secret), "ask")).toMatchObject({ client: "CI", tokenId: token.id, mayRead: false });
  const listed = await list();
  expect(JSON.stringify(listed)).not.toContain(secret);
  expect(listed).toMatchObject([{ name: "CI", capUsd: 2, capPeriod: "month", keepsHistory: true }]);

  const renamed = await tokenRoute.PATCH(requestWith(password, "PATCH", { name: "Nightly" }), at(token.id));
  expect(TokenView.parse(await renamed.json()).name).toBe("Nightly");
  expect((await tokenRoute.DELETE(requestWith(password, "DELETE"), at(token.id))).status).toBe(204);
  expect(() => admitProgram(requestWith(secret), "ask")).toThrow(/revoked/);
  expect(await list()).toEqual([]);
  expect((await tokenRoute.PATCH(requestWith(password, "PATCH", { revoked: false }), at(token.id))).status).toBe(200);
  expect(admitProgram(requestWith(secret), "ask").client).toBe("Nightly");
});

test("a token opens nothing of the app, not even the list of tokens", async () => {
  const { token, secret } = await makeToken();
  expect((await tokensRoute.GET(requestWith(secret), nowhere)).status).toBe(401);
  expect((await tokensRoute.POST(requestWith(secret, "POST", { name: "More", scopes: ["ask"] }), nowhere)).status).toBe(
    401,
  );
  expect((await tokenRoute.PATCH(requestWith(secret, "PATCH", { capUsd: null }), at(token.id))).status).toBe(401);
  expect((await tokenRoute.DELETE(requestWith(secret, "DELETE"), at(token.id))).status).toBe(401);
});

test("another site's page makes and revokes nothing", async () => {
  const { token } = await makeToken();
  const foreign = { "sec-fetch-site": "cross-site" };
  const made = tokensRoute.POST(requestWith(password, "POST", { name: "X", scopes: ["ask"] }, foreign), nowhere);
  expect((await made).status).toBe(403);
  expect((await tokenRoute.DELETE(requestWith(password, "DELETE", undefined, foreign), at(token.id))).status).toBe(403);
  expect(await list()).toHaveLength(1);
});

test("deleting everything takes the tokens with it", async () => {
  const { secret } = await makeToken();
  await container().data.deleteEverything();
  expect(await list()).toEqual([]);
  expect(() => admitProgram(requestWith(secret), null)).toThrow(/not one of this Parley/);
});
