export type PageFacts = { title: string; site: string; author: string; date: string };

const titles = ["og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"];
const sites = ["og:site_name", "application-name", "citation_journal_title", "dc.publisher"];
const authors = ["author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author"];
const dates = [
  "article:published_time",
  "citation_publication_date",
  "citation_date",
  "dc.date.issued",
  "dcterms.issued",
  "dc.date",
  "dcterms.date",
  "parsely-pub-date",
  "date",
  "article:modified_time",
];
const mostScripts = 20;
const mostItems = 200;

/** What a page says of itself in its metadata: meta elements first, then JSON-LD, then `<title>` and `<time>`. */
export function readFacts(document: Document): PageFacts {
  const meta = readMeta(document);
  const linked = readLinkedData(document);
  const firstOf = (names: readonly string[]) =>
    names.map((name) => meta.get(name) ?? "").find((value) => value !== "") ?? "";
  const author = firstOf(authors);
  return {
    title: firstOf(titles) || linked.title || (document.querySelector("title")?.textContent ?? ""),
    site: firstOf(sites) || linked.site,
    // Some sites name an address of the author's page here.
    author: /^https?:/.test(author) ? linked.author : author || linked.author,
    date: isoDate(firstOf(dates)) || isoDate(linked.date) || isoDate(timeOf(document)),
  };
}

function readMeta(document: Document): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll("meta")) {
    const name = (element.getAttribute("property") ?? element.getAttribute("name") ?? "").toLowerCase();
    const content = element.getAttribute("content")?.trim() ?? "";
    if (name && content && !found.has(name)) found.set(name, content);
  }
  return found;
}

function timeOf(document: Document): string {
  const time = document.querySelector(
    "time[datetime][pubdate], article time[datetime], main time[datetime], time[datetime]",
  );
  return time?.getAttribute("datetime") ?? "";
}

/** schema.org descriptions of articles. What is no JSON, or describes something else, is passed over. */
function readLinkedData(document: Document): PageFacts {
  const facts = { title: "", site: "", author: "", date: "" };
  const scripts = [...document.querySelectorAll('script[type="application/ld+json"]')].slice(0, mostScripts);
  for (const item of scripts.flatMap((script) => itemsOf(parseJson(script.textContent ?? "")))) {
    if (!/Article|Posting|Report|WebPage|Dataset/.test(String(item["@type"]))) continue;
    facts.title ||= nameOf(item.headline);
    facts.site ||= nameOf(item.publisher);
    facts.author ||= nameOf(item.author);
    facts.date ||= nameOf(item.datePublished);
  }
  return facts;
}

type Item = Record<string, unknown>;

/** The things in a JSON-LD block: one, a list, or a graph. */
function itemsOf(value: unknown): Item[] {
  const list = Array.isArray(value) ? value : [value];
  return list
    .slice(0, mostItems)
    .filter(isItem)
    .flatMap((item) => (Array.isArray(item["@graph"]) ? item["@graph"].slice(0, mostItems).filter(isItem) : [item]));
}

function isItem(value: unknown): value is Item {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text, the name of a thing, or the names of several. */
function nameOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value))
    return value
      .slice(0, 10)
      .map((one) => (isItem(one) ? one.name : one))
      .filter(isText)
      .join(", ");
  return isItem(value) && isText(value.name) ? value.name : "";
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A date as ISO 8601: the day alone where only that is told; "" for what is no date. */
export function isoDate(text: string): string {
  const value = text
    .trim()
    .replace(/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, "$1-$2-$3")
    .slice(0, 60);
  const day = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value);
  if (day) return isoDay(Number(day[1]), Number(day[2]), Number(day[3]));
  if (/^\d{4}(?:-\d{2})?$/.test(value)) return value;
  const time = value.length < 8 ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) ? "" : new Date(time).toISOString();
}

function isoDay(year: number, month: number, day: number): string {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : "";
}
