import type { StoredToken } from "@/db/api-tokens";
import type { TokenScope } from "@/lib/core/api-tokens";
import { FailureError, failure } from "@/lib/core/failure";
import type { Access } from "./access-rules";
import { bearerIn } from "./credentials";
import type { Tokens } from "./tokens";

/** A program that may go on. */
export type Program = {
  /** What its conversations are called: its token's name, else what it says of itself. */
  client: string;
  /** null = it came with the access password, or with any key where no password is set. */
  tokenId: string | null;
  /** Whether its turns are listed in the app. */
  keepsHistory: boolean;
  mayRead: boolean;
};

export type Programs = {
  /**
   * Who is behind a request to /api/v1, /v1 or /api/mcp, by its Bearer key alone: no cookie counts there. `scope` null = any
   * key will do. Throws a FailureError: unknown_host 421, cross_site 403, token_required 401, scope_missing 403,
   * insufficient_credits 402 (only for `ask`), rate_limited 429.
   */
  admit(request: Request, scope: TokenScope | null): Program;
};

type ProgramsParts = { access: Pick<Access, "refuseForeign" | "isPassword">; tokens: Tokens };

/** The door for programs. Where no password is set, any key opens it, except a token that is not good here. */
export function createPrograms({ access, tokens }: ProgramsParts): Programs {
  return {
    admit(request, scope) {
      access.refuseForeign(request);
      const sent = bearerIn(request.headers);
      if (sent === null) throw new FailureError(keyMissing);
      const token = tokens.recognise(sent);
      if (!token) {
        refuseStranger({ access, tokens }, sent);
        return { client: nameOfClient(request.headers), tokenId: null, keepsHistory: true, mayRead: true };
      }
      if (scope !== null && !token.scopes.includes(scope)) throw new FailureError(scopeMissing(token, scope));
      if (scope === "ask") tokens.refuseSpent(token.id);
      const mayRead = token.scopes.includes("read");
      return { client: token.name, tokenId: token.id, keepsHistory: token.keepsHistory, mayRead };
    },
  };
}

function refuseStranger({ access, tokens }: ProgramsParts, sent: string): void {
  // A revoked token must not go on working as "any key".
  if (tokens.looksLikeToken(sent)) throw new FailureError(keyUnknown);
  if (access.isPassword(sent) === false) throw new FailureError(keyUnknown);
}

/** What a program without a token calls itself: OpenRouter's title headers, else its user agent's first word. */
function nameOfClient(headers: Headers): string {
  const title = headers.get("x-openrouter-title") ?? headers.get("x-title");
  const agent = headers.get("user-agent")?.split(/[\s/(]/)[0];
  const name = (title ?? agent ?? "").replace(/[\p{C}\s]+/gu, " ").trim();
  return name.slice(0, 60).trim() || "API";
}

function scopeMissing({ name }: StoredToken, scope: TokenScope) {
  const what = scope === "ask" ? "ask panels and models" : "read turns";
  return failure("scope_missing", `The API token "${name}" may not ${what}. Change it in Settings, under Access.`, 403);
}

const keyMissing = failure(
  "token_required",
  'Send a key as "Authorization: Bearer ...". API tokens are made in Parley\'s Settings, under Access.',
  401,
);
const keyUnknown = failure(
  "token_required",
  "This key is not one of this Parley, or it was revoked. API tokens are made in Settings, under Access.",
  401,
);
