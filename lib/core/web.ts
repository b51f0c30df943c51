import { z } from "zod";

/** Why a tool call gave nothing. It is told to the model in words and shown on the pane; it never fails the answer. */
export const ToolFailureCode = z.enum([
  "invalid_arguments",
  "unknown_tool",
  "repeated_call",
  "call_limit",
  "unknown_address",
  "excluded_domain",
  "refused_address",
  "robots",
  "unreachable",
  "timeout",
  "http_error",
  "too_large",
  "unsupported_type",
  "unreadable",
  "rate_limited",
  "not_authorized",
  "tool_error",
  "stopped",
  "unexpected_error",
]);
export type ToolFailureCode = z.infer<typeof ToolFailureCode>;

/** A closed code, and one sentence that a model and a person both understand. */
export const ToolFailure = z.object({ code: ToolFailureCode, message: z.string().max(500) });
export type ToolFailure = z.infer<typeof ToolFailure>;

/** What a search engine lists: never a page's text, at most an excerpt of it. `date`: as the engine gives it, ISO 8601 or "". */
export const SearchHit = z.object({ url: z.string(), title: z.string(), snippet: z.string(), date: z.string() });
export type SearchHit = z.infer<typeof SearchHit>;

export type SearchRequest = {
  query: string;
  /** "auto", or the id of an engine. */
  engine: string;
  /** 1 to 25. */
  maxResults: number;
  /** Host names; a name stands for itself and what is below it. Empty = all. */
  allowedDomains: readonly string[];
  excludedDomains: readonly string[];
  signal: AbortSignal;
};

/** Who searched, in words for people ("Wikipedia"), and what was found; or why not. */
type SearchOutcome = { engine: string; hits: SearchHit[] } | { engine: string; failure: ToolFailure };

/** Port: one web search. Never throws. */
export type SearchWeb = (request: SearchRequest) => Promise<SearchOutcome>;

/** A page as a panelist reads it. `url`: the canonical address after redirects; `text`: plain or Markdown, whole up to a cap. */
export type Page = {
  url: string;
  title: string;
  site: string;
  author: string;
  /** ISO 8601, or "". */
  date: string;
  text: string;
  contentType: string;
  bytes: number;
  /** Addresses that the page links to, at most 200; a panelist may read them next. */
  links: string[];
  /** Whether the page was longer than what is kept. */
  isCut: boolean;
};

export type FetchRequest = {
  url: string;
  /** Whether a person wrote this address in the conversation, so that it is read as it is; else a model chose it. */
  isFromPerson?: boolean;
  /** Pages are read once for all panelists of a turn. */
  turnId: string;
  allowedDomains: readonly string[];
  excludedDomains: readonly string[];
  signal: AbortSignal;
};

export type FetchOutcome = { page: Page } | { failure: ToolFailure };

/** Port: reads one page, guarded. Never throws. */
export type FetchPage = (request: FetchRequest) => Promise<FetchOutcome>;

/** Makes a tool failure. */
export function toolFailure(code: ToolFailureCode, message: string): ToolFailure {
  return { code, message: message.length > 500 ? `${message.slice(0, 499)}…` : message };
}
