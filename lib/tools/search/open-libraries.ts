import { z } from "zod";
import type { SearchHit } from "@/lib/core/web";
import { askEngine, EngineError } from "./ask-engine";
import type { EngineAddresses, EngineQuery, SearchEngine } from "./engine";
import { hitOf, looseText, rowsOf } from "./hit";
import { createLimit } from "./limit";
import { languageOf } from "./query-language";

type Addresses = Pick<EngineAddresses, "wikipedia" | "wikinews" | "crossref">;
type Library = (query: EngineQuery) => Promise<SearchHit[]>;

/** Crossref asks for at most 5 requests at a time, Wikimedia for few; eight panelists share these. */
const requestsAtOnce = 4;

const whenRefused = "It serves no programs at this network address for now; set up another engine in Settings.";

const WikiPages = z.object({
  query: z
    .object({ search: rowsOf(z.object({ title: z.string(), snippet: looseText, timestamp: looseText })) })
    .nullish(),
});

const Works = z.object({
  message: z.object({
    items: rowsOf(
      z.object({
        URL: z.string(),
        title: z.array(z.string()).min(1),
        abstract: looseText,
        "container-title": z.array(z.string()).nullish(),
        issued: z.object({ "date-parts": z.array(z.array(z.number().nullable())) }).nullish(),
      }),
    ),
  }),
});

/**
 * Search without a key, in collections that offer it to everyone: Wikipedia, Wikinews (both CC BY-SA or CC BY) and
 * Crossref's register of scholarly works (open metadata). No general web search, and it says so by its name.
 */
export function createOpenLibraries(addresses: Addresses): SearchEngine {
  const limit = createLimit(requestsAtOnce);
  const libraries: Library[] = [
    wiki("Wikipedia", addresses.wikipedia),
    wiki("Wikinews", addresses.wikinews),
    crossref(addresses.crossref),
  ];
  return {
    id: "open",
    label: "Wikipedia, Wikinews and Crossref",
    async search(query) {
      const outcomes = await Promise.allSettled(libraries.map((library) => limit(() => library(query))));
      const found = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
      const [lost] = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
      if (found.length === 0)
        throw lost instanceof EngineError ? lost : new Error("A library failed in an unknown way.", { cause: lost });
      return inTurns(found);
    },
  };
}

function wiki(label: string, address: string): Library {
  return async ({ query, count, signal }) => {
    const url = new URL(address.replace("{language}", languageOf(query)));
    url.search = new URLSearchParams({
      action: "query",
      list: "search",
      srsearch: query.slice(0, 300),
      srlimit: String(count),
      srprop: "snippet|timestamp",
      format: "json",
      formatversion: "2",
    }).toString();
    const pages = await askEngine({ label, whenRefused, url, signal }, WikiPages);
    return (pages.query?.search ?? []).flatMap(({ title, snippet, timestamp }) => {
      const page = new URL(`/wiki/${encodeURIComponent(title.replaceAll(" ", "_"))}`, url).href;
      return hitOf({ url: page, title, snippet, date: timestamp }) ?? [];
    });
  };
}

function crossref(address: string): Library {
  return async ({ query, count, signal }) => {
    const url = new URL(address);
    url.search = new URLSearchParams({
      query: query.slice(0, 300),
      rows: String(count),
      select: "URL,title,abstract,container-title,issued",
    }).toString();
    const { message } = await askEngine({ label: "Crossref", whenRefused, url, signal }, Works);
    return message.items.flatMap((work) => {
      const journal = work["container-title"]?.[0] ?? "";
      const snippet = [journal, work.abstract].filter((text) => text !== "").join(". ");
      return (
        hitOf({ url: work.URL, title: work.title[0] ?? "", snippet, date: dayOf(work.issued?.["date-parts"][0]) }) ?? []
      );
    });
  };
}

/** `[2024, 3, 5]` as "2024-03-05"; parts that are missing are left off. */
function dayOf(parts: readonly (number | null)[] | undefined): string {
  const known = (parts ?? []).flatMap((part) => part ?? []);
  return known.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join("-");
}

/** The first of each list, then the second of each, so that no library fills the places alone. */
function inTurns(lists: readonly (readonly SearchHit[])[]): SearchHit[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_none, place) => lists.flatMap((list) => list[place] ?? [])).flat();
}
