import { z } from "zod";
import { askEngine } from "./ask-engine";
import type { SearchEngine } from "./engine";
import { hitOf, looseText, rowsOf } from "./hit";
import { withSiteOperators } from "./site-operators";

const Results = z.object({
  results: rowsOf(z.object({ url: z.string(), title: looseText, content: looseText, publishedDate: looseText })),
});

/** A SearXNG of the user's own. Its settings must list `json` among the formats, else it answers 403. */
export function createSearxng(baseUrl: string): SearchEngine {
  const label = "SearXNG";
  const whenRefused = "Its settings.yml must list json under search.formats.";
  return {
    id: "searxng",
    label,
    async search({ query, signal, ...rules }) {
      const url = new URL(`${baseUrl.replace(/\/+$/, "")}/search`);
      url.search = new URLSearchParams({ q: withSiteOperators(query, rules), format: "json" }).toString();
      const { results } = await askEngine({ label, whenRefused, url, signal }, Results);
      return results.flatMap((row) => hitOf({ ...row, snippet: row.content, date: row.publishedDate }) ?? []);
    },
  };
}
