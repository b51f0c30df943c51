import { z } from "zod";
import { From } from "./look-up-answers";
import { type LookUpRoom, nothing, type Outcome } from "./look-up-room";
import { fromPlace, openPassages, type Passages, textOf, wordsOf } from "./passages";
import type { ShownSource } from "./source-snippets";

/** A source of the turn, and what of its stored text was looked up. */
export type StoredSource = {
  source: ShownSource;
  /** Its text when it is asked for; null = none is stored. */
  open(): Passages | null;
  texts: string[];
};

const Place = z.object({ source: z.string().trim().min(1), from: From });

/** The sources of a turn; `textOf` gives the text that was stored when a page was read. */
export function openSources(
  sources: readonly ShownSource[],
  textOf: (source: ShownSource) => string | null,
): StoredSource[] {
  return sources.map((source) => {
    let page: Passages | null = null;
    const open = () => {
      // Of a page that nobody opened there are no words.
      const text = page || source.status === "cited" ? null : (textOf(source) ?? source.snippet);
      page ??= text ? openPassages(text) : null;
      return page;
    };
    return { source, open, texts: [] };
  });
}

/** The tool `read_source`: the next words of a stored page; null = its arguments cannot be read. Nothing is fetched. */
export function readSourceOn(sources: readonly StoredSource[], given: unknown, room: LookUpRoom): Outcome | null {
  const place = Place.safeParse(given).data;
  if (!place) return null;
  const stored = sources.find(({ source }) => source.id === place.source.toUpperCase());
  const page = stored?.open();
  if (!stored || !page) return nothing("No text of such a source is stored.");
  const found = fromPlace(page, place.from, room.left());
  if (typeof found === "string") return nothing(found);
  for (const index of found) page.read.add(index);
  const text = textOf(page, found);
  stored.texts.push(text.replace(/\s+/g, " "));
  const { id } = stored.source;
  return { content: room.show(text, id), passages: [{ sourceId: id, words: wordsOf(page, found) }] };
}

/** The sources with the words that were looked up beside their snippets. */
export function withLookedUpTexts(sources: readonly StoredSource[]): ShownSource[] {
  return sources.map(({ source, texts }) =>
    texts.length > 0 ? { ...source, snippets: [...(source.snippets ?? []), ...texts] } : source,
  );
}
