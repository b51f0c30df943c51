import { isElement, walk } from "./walk.ts";

const mostLinks = 200;
const longestLink = 2048;

/** Addresses that a page links to, whole, without fragments, each once; those of the article first. At most 200. */
export function collectLinks(document: Document, url: string, article?: Element): string[] {
  const base = baseOf(document, url);
  const found = new Set<string>();
  for (const root of article ? [article, document.documentElement] : [document.documentElement]) {
    for (const { node, isEnter } of walk(root)) {
      if (found.size >= mostLinks) return [...found];
      const link =
        isEnter && isElement(node) && node.localName === "a" ? linkOf(node.getAttribute("href"), base) : null;
      if (link && link !== url) found.add(link);
    }
  }
  return [...found];
}

/** An address on a page as it stands alone; null for what no page can be read from. */
export function linkOf(href: string | null, base: string): string | null {
  const url = href === null || href.length > longestLink ? null : URL.parse(href, base);
  if (!url || !/^https?:$/.test(url.protocol) || url.href.length > longestLink) return null;
  url.hash = "";
  return url.href;
}

function baseOf(document: Document, url: string): string {
  return linkOf(document.querySelector("base[href]")?.getAttribute("href") ?? null, url) ?? url;
}
