import type { CreatedToken, TokenView } from "@/lib/core/api-tokens";
import { type Check, count, flag, listOf, nullable, oneOf, shape, text } from "./checks";

export const tokenView: Check<TokenView> = shape({
  id: text,
  name: text,
  prefix: text,
  scopes: listOf(oneOf("ask", "read")),
  capUsd: nullable(count),
  capPeriod: oneOf("month", "total"),
  keepsHistory: flag,
  createdAt: count,
  lastUsedAt: nullable(count),
  spentUsd: shape({ month: count, total: count }),
});
export const createdToken: Check<CreatedToken> = shape({ token: tokenView, secret: text });
