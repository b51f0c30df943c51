import { z } from "zod";
import { askEngine } from "./ask-engine";
import type { SearchEngine } from "./engine";
import { hitOf, looseText, rowsOf } from "./hit";

const maxCount = 20;

const Results = z.object({
  results: rowsOf(z.object({ url: z.string(), title: looseText, content: looseText, published_date: looseText })),
});

/** Tavily, a search service made for language models. */
export function createTavily(apiKey: string, address: string): SearchEngine {
  const label = "Tavily";
  return {
    id: "tavily",
    label,
    async search({ query, count, allowedDomains, excludedDomains, signal }) {
      const body = {
        query,
        max_results: Math.min(count, maxCount),
        search_depth: "basic",
        ...(allowedDomains.length > 0 ? { include_domains: allowedDomains } : {}),
        ...(excludedDomains.length > 0 ? { exclude_domains: excludedDomains } : {}),
      };
      const headers = { authorization: `Bearer ${apiKey}` };
      const { results } = await askEngine({ label, url: new URL(address), headers, body, signal }, Results);
      return results.flatMap((row) => hitOf({ ...row, snippet: row.content, date: row.published_date }) ?? []);
    },
  };
}
