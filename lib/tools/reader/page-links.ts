import { isElement, walk } from "./walk.ts";

const mostLinks = 200;
const longestLink = 2048;

/** Addresses below an element, whole, without fragments, each once. At most 200. */
export function collectLinks(root: Element, base: string): string[] {
  const found = new Set<string>();
  for (const { node, isEnter } of walk(root)) {
    if (found.size >= mostLinks) break;
    const isLink = isEnter && isElement(node) && node.localName === "a";
    const link = isLink ? linkOf(node.getAttribute("href"), base) : null;
    if (link) found.add(link);
  }
  return [...found];
}

/** Those of the article before those around it; at most 200. */
export function firstLinks(article: readonly string[], all: readonly string[]): string[] {
  return [...new Set([...article, ...all])].slice(0, mostLinks);
}

/** An address on a page as it stands alone; null for what no page can be read from. */
export function linkOf(href: string | null, base: string): string | null {
  const url = href === null || href.length > longestLink ? null : URL.parse(href, base);
  if (!url || !/^https?:$/.test(url.protocol) || url.href.length > longestLink) return null;
  url.hash = "";
  return url.href;
}

/** What the addresses of a page are relative to. */
export function baseOf(document: Document, url: string): string {
  return linkOf(document.querySelector("base[href]")?.getAttribute("href") ?? null, url) ?? url;
}
