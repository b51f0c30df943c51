import type { FetchPage, Page, SearchHit, SearchWeb } from "./web";
import { toolFailure } from "./web";

/** A small web for the unit tests: what a search lists, what pages say, and what was asked of it. */
export function pretendWeb({
  hits = [],
  pages = {},
}: {
  hits?: SearchHit[];
  pages?: Readonly<Record<string, Partial<Page>>>;
} = {}) {
  const searched: string[] = [];
  const fetched: string[] = [];
  const searchWeb: SearchWeb = async ({ query, signal }) => {
    searched.push(query);
    if (signal.aborted) return { engine: "Pretend", failure: toolFailure("stopped", "Stopped.") };
    return { engine: "Pretend", hits };
  };
  const fetchPage: FetchPage = async ({ url }) => {
    fetched.push(url);
    const page = pages[url];
    return page ? { page: pageAt(url, page) } : { failure: toolFailure("http_error", "The site answered 404.") };
  };
  return { searched, fetched, searchWeb, fetchPage };
}

export function hitAt(url: string, snippet = ""): SearchHit {
  return { url, title: `Title of ${url}`, snippet, date: "" };
}

function pageAt(url: string, more: Partial<Page>): Page {
  const text = more.text ?? "The page says that water boils at 100 degrees at sea level.";
  const facts = { title: `Page ${url}`, site: "", author: "", date: "", contentType: "text/html" };
  return { url, ...facts, bytes: text.length, links: [], isCut: false, ...more, text };
}
