import { z } from "zod";
import { keyOf } from "./api-connection";

/** The app API's shapes of search engines, in the order in which "auto" takes them. */

export const SearchEngineId = z.enum(["searxng", "brave", "tavily", "exa", "open"]);
export type SearchEngineId = z.infer<typeof SearchEngineId>;

/** GET /api/search-engines: never a key, only its last four characters. */
export const SearchEngineView = z.object({
  id: SearchEngineId,
  label: z.string(),
  /** What it needs to work: nothing, a key, or the address of a server. */
  needs: z.enum(["nothing", "key", "address"]),
  /** Where that comes from; null = it is not set up. */
  origin: z.enum(["settings", "environment", "built-in"]).nullable(),
  keyLast4: z.string().nullable(),
  address: z.string().nullable(),
  /** Why what is stored cannot be used; empty when it can. */
  problem: z.string(),
});
export type SearchEngineView = z.infer<typeof SearchEngineView>;

/** PATCH /api/search-engines/:id. An empty value forgets what is stored. */
export const PatchSearchEngineBody = z
  .object({
    apiKey: keyOf(500).optional(),
    address: z
      .string()
      .trim()
      .max(500)
      .refine((text) => text === "" || /^https?:$/.test(URL.parse(text)?.protocol ?? ""), {
        message: "Give an address that begins with http:// or https://.",
      })
      .refine((text) => !URL.parse(text)?.username && !URL.parse(text)?.password, {
        message: "Give an address without a user name and a password.",
      })
      .optional(),
  })
  .strict();
export type SearchEnginePatch = z.input<typeof PatchSearchEngineBody>;

/** POST /api/search-engines/:id/test: one real search. */
export const SearchEngineTest = z.object({ ok: z.boolean(), message: z.string() });
export type SearchEngineTest = z.infer<typeof SearchEngineTest>;
