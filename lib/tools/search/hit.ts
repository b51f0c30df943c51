import { z } from "zod";
import type { SearchHit } from "@/lib/core/web";

const maxSnippet = 600;
const maxTitle = 300;
const maxAddress = 2048;
/** Markup and all; what an engine sends beyond it is not looked at. */
const maxMarkup = 8000;

/** Text of an engine: absent and null count as empty. */
export const looseText = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

/** A list whose rows are read one by one: a row of another shape is left out, the others stay. */
export function rowsOf<Schema extends z.ZodType>(row: Schema) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((rows) => (rows ?? []).flatMap((each) => row.safeParse(each).data ?? []));
}

/** One result in our own form; null when its address is not one of the web. */
export function hitOf(found: { url: string; title: string; snippet: string; date: string }): SearchHit | null {
  const url = URL.parse(found.url);
  if (!url || !/^https?:$/.test(url.protocol) || url.href.length > maxAddress) return null;
  return {
    url: url.href,
    title: clip(plainText(found.title), maxTitle) || url.hostname,
    snippet: clip(plainText(found.snippet), maxSnippet),
    date: isoDate(found.date),
  };
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#039": "'",
  apos: "'",
  nbsp: " ",
};

/** An engine's markup for emphasis removed; what is left is text, never HTML. */
function plainText(text: string): string {
  return text
    .slice(0, maxMarkup)
    .replace(/<\/?[a-z][^>]{0,200}>/gi, "")
    .replace(/&(#?\w{1,6});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replace(/\s+/g, " ")
    .trim()
    .toWellFormed();
}

function clip(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1).trimEnd()}…` : text;
}

/** The day of a date in ISO 8601, or "" when the engine's words are no date. */
function isoDate(text: string): string {
  const day = /^\d{4}(?:-\d{2}){0,2}/.exec(text.trim())?.[0];
  if (day) return day;
  const time = Date.parse(text);
  return Number.isNaN(time) ? "" : new Date(time).toISOString().slice(0, 10);
}
