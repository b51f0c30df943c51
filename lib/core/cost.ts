import type { Price, Usage } from "./model";

const tokensPerPrice = 1_000_000;

/** US dollars of a call: what the provider reported, else price times tokens, else null (unknown, never 0). */
export function costOf(reportedUsd: number | null, usage: Usage | null, price: Price | null): number | null {
  if (reportedUsd !== null) return reportedUsd;
  if (!usage || !price) return null;
  const full = usage.promptTokens * price.input + usage.completionTokens * price.output;
  return full / tokensPerPrice - (cacheSavingUsd(usage, price) ?? 0);
}

/** US dollars that prompt tokens read from the provider's cache cost less than others; null = its price is not known. */
export function cacheSavingUsd(usage: Usage | null, price: Price | null): number | null {
  if (!usage || price?.cachedInput === undefined) return null;
  return (cachedIn(usage) * (price.input - price.cachedInput)) / tokensPerPrice;
}

/** Cached tokens are a part of the prompt's; a host that counts them apart must not make a call cost less than nothing. */
function cachedIn({ promptTokens, cachedTokens }: Usage): number {
  return Math.min(cachedTokens ?? 0, promptTokens);
}

/** The known part of a sum of costs; null only when nothing is known. */
export function sumCosts(costs: readonly (number | null)[]): number | null {
  const known = costs.filter((cost) => cost !== null);
  return known.length === 0 ? null : known.reduce((sum, cost) => sum + cost, 0);
}

/** The tokens of two calls together; null = nothing is known. */
export function sumUsage(a: Usage | null, b: Usage | null): Usage | null {
  if (!a || !b) return a ?? b;
  const optional = (key: "reasoningTokens" | "cachedTokens") =>
    a[key] === undefined && b[key] === undefined ? {} : { [key]: (a[key] ?? 0) + (b[key] ?? 0) };
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    ...optional("reasoningTokens"),
    ...optional("cachedTokens"),
  };
}
