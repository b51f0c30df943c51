import type { SearchEngineTest, SearchEngineView } from "@/lib/core/api-search";
import { type Check, flag, nullable, oneOf, shape, text } from "./checks";

export const searchEngineView: Check<SearchEngineView> = shape({
  id: oneOf("searxng", "brave", "tavily", "exa", "open"),
  label: text,
  needs: oneOf("nothing", "key", "address"),
  origin: nullable(oneOf("settings", "environment", "built-in")),
  keyLast4: nullable(text),
  address: nullable(text),
  problem: text,
});
export const searchEngineTest: Check<SearchEngineTest> = shape({ ok: flag, message: text });
