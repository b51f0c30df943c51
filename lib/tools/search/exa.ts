import { z } from "zod";
import { askEngine } from "./ask-engine";
import type { SearchEngine } from "./engine";
import { hitOf, looseText, rowsOf } from "./hit";

const excerptCharacters = 600;

const Results = z.object({
  results: rowsOf(
    z.object({
      url: z.string(),
      title: looseText,
      text: looseText,
      highlights: z.array(z.string()).nullish(),
      publishedDate: looseText,
    }),
  ),
});

/** Exa, search by meaning. It takes allowed or excluded domains, not both; the caller filters what it left out. */
export function createExa(apiKey: string, address: string): SearchEngine {
  const label = "Exa";
  return {
    id: "exa",
    label,
    async search({ query, count, allowedDomains, excludedDomains, signal }) {
      const domains =
        allowedDomains.length > 0 ? { includeDomains: allowedDomains } : { excludeDomains: excludedDomains };
      const isRuled = allowedDomains.length + excludedDomains.length > 0;
      const body = {
        query,
        numResults: count,
        contents: { text: { maxCharacters: excerptCharacters } },
        ...(isRuled ? domains : {}),
      };
      const headers = { "x-api-key": apiKey };
      const { results } = await askEngine({ label, url: new URL(address), headers, body, signal }, Results);
      return results.flatMap(
        (row) => hitOf({ ...row, snippet: row.highlights?.join(" ") || row.text, date: row.publishedDate }) ?? [],
      );
    },
  };
}
