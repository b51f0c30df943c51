import { z } from "zod";
import { askEngine } from "./ask-engine";
import type { SearchEngine } from "./engine";
import { hitOf, looseText, rowsOf } from "./hit";
import { withSiteOperators } from "./site-operators";

const maxCount = 20;

const Results = z.object({
  web: z
    .object({
      results: rowsOf(z.object({ url: z.string(), title: looseText, description: looseText, page_age: looseText })),
    })
    .nullish(),
});

/** Brave's own index of the web. */
export function createBrave(apiKey: string, address: string): SearchEngine {
  const label = "Brave";
  return {
    id: "brave",
    label,
    async search({ query, count, signal, ...rules }) {
      const url = new URL(address);
      url.search = new URLSearchParams({
        q: withSiteOperators(query, rules),
        count: String(Math.min(count, maxCount)),
        text_decorations: "false",
      }).toString();
      const { web } = await askEngine({ label, url, headers: { "x-subscription-token": apiKey }, signal }, Results);
      return (web?.results ?? []).flatMap(
        (row) => hitOf({ ...row, snippet: row.description, date: row.page_age }) ?? [],
      );
    },
  };
}
