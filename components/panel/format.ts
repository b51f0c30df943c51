import type { CatalogModel, ProviderKind } from "@/lib/core/model";

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

/** Tokens of context: "256k" for 262,144 and for 256,000, "1M", "1.05M"; a dash when unknown. */
export function formatContext(tokens: number | null): string {
  if (tokens === null) return "–";
  if (tokens < 1000) return String(tokens);
  const thousand = tokens % 1000 !== 0 && tokens % 1024 === 0 ? 1024 : 1000;
  const thousands = tokens / thousand;
  if (thousands < 1000) return `${trimNumber(thousands, thousands < 10 ? 1 : 0)}k`;
  return `${trimNumber(thousands / thousand, 2)}M`;
}

/** US dollars: "$0.14", "$0.004", "under $0.001"; "$0" when nothing is charged. */
export function formatDollars(value: number): string {
  if (value === 0) return "$0";
  if (value < 0.001) return "under $0.001";
  return `$${value < 0.01 ? trimNumber(value, 3) : value.toFixed(2)}`;
}

/** "$0.09 to $0.22"; one figure when both ends read the same, "up to $0.002" when the lower one is next to nothing. */
export function formatDollarRange({ low, high }: { low: number; high: number }): string {
  const [from, to] = [formatDollars(low), formatDollars(high)];
  if (from === to) return from;
  return low < 0.001 ? `up to ${to}` : `${from} to ${to}`;
}

/** "30 to 60 s", from two minutes on "2 to 5 min". */
export function formatSecondRange({ low, high }: { low: number; high: number }): string {
  const [size, unit] = high >= 120 ? [60, "min"] : [1, "s"];
  const [from, to] = [Math.max(1, Math.round(low / size)), Math.max(1, Math.round(high / size))];
  return from === to ? `${from} ${unit}` : `${from} to ${to} ${unit}`;
}

const ages = [
  { unit: "day", milliseconds: 86_400_000 },
  { unit: "hour", milliseconds: 3_600_000 },
  { unit: "minute", milliseconds: 60_000 },
] as const;

/** How long ago, in the largest whole unit: "2 hours ago", "just now". */
export function formatAge(then: number, now: number): string {
  const age = ages.find(({ milliseconds }) => now - then >= milliseconds);
  if (!age) return "just now";
  return `${countOf(Math.floor((now - then) / age.milliseconds), age.unit)} ago`;
}

/** "1 model", "412 models", "1,204 models". */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : plural}`;
}

/** Bytes for people: "640 KB", "2.4 MB". */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB"];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${trimNumber(bytes / 1000 ** power, power > 1 ? 1 : 0)} ${units[power]}`;
}

const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** A small number as a word: "four"; figures from eleven on. */
export function spellNumber(count: number): string {
  return words[count] ?? String(count);
}

function trimNumber(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
