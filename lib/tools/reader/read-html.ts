import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { type PageFacts, readFacts } from "./html-facts.ts";
import { cutText, plainLine } from "./kept-text.ts";
import { baseOf, collectLinks, firstLinks } from "./page-links.ts";
import type { Reading } from "./reading";
import { toMarkdown } from "./to-markdown.ts";
import { measureTree } from "./walk.ts";

/** Readability takes seconds on trees that are deeper or larger than any article: they are read whole instead. */
const deepestArticle = 120;
const largestArticle = 20_000;
/** An "article" shorter than this, on a page that has more to say, is none: a list of headlines, a search result. */
const shortestArticle = 250;

/** The main text of a page as Markdown, its facts and its links. Scripts are never run: the parser knows none. */
export function readHtml(source: string, url: string): Reading {
  const { facts, links, isArticle, whole } = readWhole(source, url);
  const article = isArticle ? findArticle(source) : null;
  const main = article ? toMarkdown(article.content) : "";
  const text = main.length >= shortestArticle ? main : longer(main, whole ?? bodyText(parse(source)));
  return {
    title: plainLine(facts.title || article?.title),
    site: plainLine(facts.site, 100),
    author: plainLine(facts.author || article?.byline, 200),
    date: facts.date,
    links: article ? firstLinks(collectLinks(article.content, links.base), links.all) : links.all,
    ...cutText(text),
  };
}

type Whole = { facts: PageFacts; links: { base: string; all: string[] }; isArticle: boolean; whole: string | null };

/** What needs the whole document. It ends here: a large one and Readability's copy of it do not fit into memory together. */
function readWhole(source: string, url: string): Whole {
  const document = parse(source);
  const size = measureTree(document.documentElement);
  const isArticle = size.depth <= deepestArticle && size.elements <= largestArticle;
  const base = baseOf(document, url);
  const links = { base, all: collectLinks(document.documentElement, base).filter((link) => link !== url) };
  return { facts: readFacts(document), links, isArticle, whole: isArticle ? null : bodyText(document) };
}

/** The part that the page itself calls its main one, else all of it; without what is plainly frame. */
function bodyText(document: Document): string {
  const main = document.querySelector("main, [role=main], article");
  const text = main ? toMarkdown(main, { skipsFrame: true }) : "";
  return text.length >= shortestArticle ? text : toMarkdown(document.body, { skipsFrame: true });
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
