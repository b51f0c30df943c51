import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { readFacts } from "./html-facts.ts";
import { cutText, plainLine } from "./kept-text.ts";
import { collectLinks } from "./page-links.ts";
import type { Reading } from "./reading";
import { toMarkdown } from "./to-markdown.ts";
import { measureTree } from "./walk.ts";

/** Readability takes seconds on trees that are deeper or larger than any article: they are read whole instead. */
const deepestArticle = 120;
const largestArticle = 40_000;
/** An "article" shorter than this, on a page that has more to say, is none: a list of headlines, a search result. */
const shortestArticle = 250;

/** The main text of a page as Markdown, its facts and its links. Scripts are never run: the parser knows none. */
export function readHtml(source: string, url: string): Reading {
  const document = parse(source);
  const facts = readFacts(document);
  const links = collectLinks(document, url);
  const size = measureTree(document.documentElement);
  const isArticle = size.depth <= deepestArticle && size.elements <= largestArticle;
  const article = isArticle ? findArticle(source) : null;
  const main = article ? toMarkdown(article.content) : "";
  const text = main.length >= shortestArticle ? main : longer(main, toMarkdown(document.body, { skipsFrame: true }));
  return {
    title: plainLine(facts.title || article?.title),
    site: plainLine(facts.site, 100),
    author: plainLine(facts.author || article?.byline, 200),
    date: facts.date,
    links: article ? collectLinks(document, url, article.content) : links,
    ...cutText(text),
  };
}

/** Twice of one thing is no reason to prefer the one with the page's frame around it. */
function longer(main: string, whole: string): string {
  return whole.length > main.length * 2 ? whole : main || whole;
}

/** The parser takes the first element for the root, so a document that leaves out its frame gets one. */
function parse(source: string): Document {
  const isWhole = /<html[\s>]/i.test(source.slice(0, 100_000));
  return parseHTML(isWhole ? source : `<!doctype html><html><head></head><body>${source}</body></html>`).document;
}

type Article = { title: string; byline: string; content: Element };

/** Readability changes the document it reads, so it gets one of its own. */
function findArticle(source: string): Article | null {
  const reader = new Readability<Element>(parse(source), { serializer: asElement, charThreshold: 300 });
  const found = reader.parse();
  return found?.content ? { title: found.title ?? "", byline: found.byline ?? "", content: found.content } : null;
}

/** Readability says "node" of the `<div>` that it has made around the article. */
function asElement(node: Node): Element {
  return node as Element;
}
