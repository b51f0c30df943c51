import { createHash, randomBytes } from "node:crypto";
import type { z } from "zod";
import type { ApiTokenRows, StoredToken } from "@/db/api-tokens";
import type { CreatedToken, CreateTokenBody, PatchTokenBody, TokenView } from "@/lib/core/api-tokens";
import { FailureError, failure } from "@/lib/core/failure";
import type { NewId } from "@/lib/core/ids";
import type { Clock } from "@/lib/core/model";
import { notFound } from "./refusals";
import { isSameSecret } from "./session";

/** How every token begins, so that people and secret scanners know one when they see it. */
const mark = "parley_";
const prefixLength = mark.length + 8;
const microDollars = 1_000_000;
/** A use within this time of the last one is not written again. */
const useIsNews = 60_000;

export type Tokens = {
  list(): TokenView[];
  /** The only moment at which the token itself is known. */
  create(input: z.output<typeof CreateTokenBody>): CreatedToken;
  /** Throws not_found, also for revoked ones unless it brings one back. */
  update(id: string, patch: z.output<typeof PatchTokenBody>): TokenView;
  /** Works no longer from now on; can be undone until the next start. */
  revoke(id: string): void;
  /** The token that somebody sent; null = it is none of ours or was revoked. Counts as its use. */
  recognise(sent: string): StoredToken | null;
  /** Whether something looks like a token of Parley, of this one or another. */
  looksLikeToken(sent: string): boolean;
  /** Adds micro-dollars to what was spent on a token. */
  book(tokenId: string, microUsd: number): void;
  /** Throws insufficient_credits (402) when the cap is reached, and token_required (401) when it was revoked. */
  refuseSpent(tokenId: string): void;
};

type TokensParts = { rows: ApiTokenRows; clock: Pick<Clock, "now">; newId: NewId };

/** The tokens of this installation: 256 random bits each, stored as a hash. */
export function createTokens({ rows, clock, newId }: TokensParts): Tokens {
  const view = (token: StoredToken) => viewOf(token, rows.spending(token.id, monthOf(clock.now())));
  function find(id: string): StoredToken {
    const token = rows.find(id);
    if (!token || token.revokedAt !== null) throw notFound("token");
    return token;
  }
  return {
    list: () => rows.list().map(view),
    create({ name, scopes, capUsd, capPeriod, keepsHistory }) {
      const secret = mark + randomBytes(32).toString("base64url");
      const token: StoredToken = {
        id: newId(),
        name,
        prefix: secret.slice(0, prefixLength),
        hash: hashOf(secret),
        scopes,
        capMicroUsd: microUsdOf(capUsd),
        capPeriod,
        keepsHistory,
        createdAt: clock.now(),
        lastUsedAt: null,
        revokedAt: null,
      };
      rows.add(token);
      return { token: view(token), secret };
    },
    update(id, { revoked, capUsd, ...change }) {
      if (revoked === false && rows.find(id)) rows.update(id, { revokedAt: null });
      find(id);
      rows.update(id, { ...change, ...(capUsd !== undefined && { capMicroUsd: microUsdOf(capUsd) }) });
      return view(find(id));
    },
    revoke(id) {
      find(id);
      rows.update(id, { revokedAt: clock.now() });
    },
    recognise(sent) {
      const token = rows.byPrefix(sent.slice(0, prefixLength));
      if (!token || !isSameSecret(hashOf(sent), token.hash) || token.revokedAt !== null) return null;
      const now = clock.now();
      if (now - (token.lastUsedAt ?? 0) >= useIsNews) rows.update(token.id, { lastUsedAt: now });
      return token;
    },
    looksLikeToken: (sent) => sent.startsWith(mark),
    book: (tokenId, microUsd) => rows.addSpending(tokenId, monthOf(clock.now()), microUsd),
    refuseSpent(tokenId) {
      const token = rows.find(tokenId);
      if (!token || token.revokedAt !== null) throw new FailureError(revokedToken);
      const { capMicroUsd, capPeriod } = token;
      if (capMicroUsd === null || rows.spending(tokenId, monthOf(clock.now()))[capPeriod] < capMicroUsd) return;
      throw new FailureError(failure("insufficient_credits", capWords(token, capMicroUsd), 402));
    },
  };
}

function capWords({ name, capPeriod }: StoredToken, capMicroUsd: number): string {
  const cap = `$${(capMicroUsd / microDollars).toFixed(2)}${capPeriod === "month" ? " a month" : ""}`;
  return `The API token "${name}" has reached its spending cap of ${cap}. Raise it in Parley's Settings, under Access.`;
}

/** The calendar month (UTC) of a time in ms, e.g. `2026-11`. */
function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function microUsdOf(usd: number | null): number | null {
  return usd === null ? null : Math.round(usd * microDollars);
}

function viewOf(token: StoredToken, spent: { month: number; total: number }): TokenView {
  const { id, name, prefix, scopes, capMicroUsd, capPeriod, keepsHistory, createdAt, lastUsedAt } = token;
  return {
    id,
    name,
    prefix,
    scopes,
    capUsd: capMicroUsd === null ? null : capMicroUsd / microDollars,
    capPeriod,
    keepsHistory,
    createdAt,
    lastUsedAt,
    spentUsd: { month: spent.month / microDollars, total: spent.total / microDollars },
  };
}

const revokedToken = failure("token_required", "This API token was revoked.", 401);
