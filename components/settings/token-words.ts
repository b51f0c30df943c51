import { formatDollars } from "@/components/words/money";
import { formatAge } from "@/components/words/time";
import type { TokenView } from "@/lib/core/api-tokens";

/** "$0.12 of $5.00 this month", "$0.12 in all". */
export function spentWords({
  spentUsd,
  capUsd,
  capPeriod,
}: Pick<TokenView, "spentUsd" | "capUsd" | "capPeriod">): string {
  if (capUsd === null) return `${formatDollars(spentUsd.total)} spent`;
  const over = capPeriod === "month" ? "this month" : "in all";
  return `${formatDollars(spentUsd[capPeriod])} of ${formatDollars(capUsd)} spent ${over}`;
}

/** What a token may do, in the order of the form. */
export function scopeWords({ scopes }: Pick<TokenView, "scopes">): string {
  if (scopes.length === 2) return "asks and reads";
  return scopes.includes("ask") ? "asks" : "reads";
}

/** "used 3 minutes ago", "never used"; empty while the time is not known. */
export function lastUseWords({ lastUsedAt }: Pick<TokenView, "lastUsedAt">, now: number): string {
  if (lastUsedAt === null) return "never used";
  return now === 0 ? "" : `used ${formatAge(lastUsedAt, now)}`;
}
