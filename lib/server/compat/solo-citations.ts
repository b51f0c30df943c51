import { linksIn } from "@/lib/core/source-links";
import { canonicalUrl } from "@/lib/core/source-url";
import type { SourceState } from "@/lib/core/turn";
import type { Citation } from "./wire-text";

/**
 * The pages behind the text of a model that answered alone: every link to one of them, where it stands, in UTF-16 units. A page
 * that no link leads to stands for the whole text: its search found it, as OpenRouter's annotations tell it too.
 */
export function soloCitations(sources: readonly SourceState[], text: string): Citation[] {
  const pageAt = (address: string) => {
    const url = canonicalUrl(address) ?? address;
    return sources.find((source) => source.url === url || source.aliases?.includes(url));
  };
  const linked = linksIn(text).flatMap(({ url, start, end }) => {
    const page = pageAt(url);
    return page ? [citationOf(page, start, end)] : [];
  });
  const isLinked = ({ url }: SourceState) => linked.some((citation) => citation.url === url);
  const whole = sources.filter((source) => !isLinked(source));
  return [...linked, ...whole.map((source) => citationOf(source, 0, text.length))];
}

function citationOf({ url, title }: SourceState, start: number, end: number): Citation {
  return { url, title: title || url, start, end };
}
