import type { CatalogModel, ProviderKind } from "@/lib/core/model";

/** What one call cost: "$0.031", "$0.14", "under $0.001", "cost unknown". */
export function formatCost(usd: number | null): string {
  if (usd === null) return "cost unknown";
  if (usd === 0) return "$0";
  if (usd < 0.001) return "under $0.001";
  return usd < 0.1 ? `$${trimZero(usd.toFixed(3))}` : `$${usd.toFixed(2)}`;
}

/** What a whole turn cost, to the cent where there are cents: "$0.14", "$0.004". */
export function formatTotal(usd: number): string {
  return usd < 0.01 ? formatCost(usd) : `$${usd.toFixed(2)}`;
}

/** US dollars: "$0.14", "$0.004", "under $0.001"; "$0" when nothing is charged. */
export function formatDollars(value: number): string {
  if (value === 0) return "$0";
  if (value < 0.001) return "under $0.001";
  return `$${value < 0.01 ? Number(value.toFixed(3)) : value.toFixed(2)}`;
}

/** "$0.09 to $0.22"; one figure when both ends read the same, "up to $0.002" when the lower one is next to nothing. */
export function formatDollarRange({ low, high }: { low: number; high: number }): string {
  const [from, to] = [formatDollars(low), formatDollars(high)];
  if (from === to) return from;
  return low < 0.001 ? `up to ${to}` : `${from} to ${to}`;
}

/** US dollars per million tokens, in and out: "1.25 / 10.00"; in words where there is no such price. */
export function formatPrice(price: CatalogModel["price"], kind: ProviderKind): string {
  if (kind === "demo") return "Demo";
  if (price && (price.input > 0 || price.output > 0))
    return `${writeDollars(price.input)} / ${writeDollars(price.output)}`;
  if (kind === "local") return "Local";
  return price ? "Free" : "Unknown";
}

/** The same as a phrase for a screen reader. */
export function speakPrice(price: CatalogModel["price"], kind: ProviderKind): string {
  const written = formatPrice(price, kind);
  if (!written.includes("/") || !price) return written === "Unknown" ? "price unknown" : written.toLowerCase();
  return `$${writeDollars(price.input)} in, $${writeDollars(price.output)} out per million tokens`;
}

function writeDollars(value: number): string {
  const cents = value * 100;
  return Math.abs(cents - Math.round(cents)) < 1e-6 ? value.toFixed(2) : value.toPrecision(2);
}

function trimZero(digits: string): string {
  return digits.replace(/(\.\d\d)0$/, "$1");
}
