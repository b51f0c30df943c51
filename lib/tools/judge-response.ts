import type { Response } from "undici";
import { type ToolFailure, toolFailure } from "@/lib/core/web";
import { type ContentType, readContentType } from "./content-kind";

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where a response sends its reader, as it is written there; null if it is no redirect. */
export function redirectOf({ status, headers }: Response): string | null {
  return redirects.has(status) ? headers.get("location") : null;
}

/** What kind of body a response brings, or why it is not read. */
export function judgeResponse({ ok, status, headers }: Response): { content: ContentType } | { failure: ToolFailure } {
  if (!ok) return { failure: toolFailure("http_error", `The site answered with ${status}${meaningOf(status)}.`) };
  const type = headers.get("content-type") ?? "";
  const content = readContentType(type);
  if (content) return { content };
  // The site's own words would reach a model outside of the marks around material.
  const named = /^[a-z]{1,20}\/[\w.+-]{1,60}(?=\s*(?:;|$))/i.exec(type)?.[0];
  const words = named ? `sent ${named}` : "does not say what kind of page this is";
  return {
    failure: toolFailure("unsupported_type", `The site ${words}; only text, HTML, JSON, XML and PDF are read.`),
  };
}

function meaningOf(status: number): string {
  if (status === 404 || status === 410) return ", the page does not exist";
  if (status === 401 || status === 402 || status === 403) return ", the page is not open to readers like Parley";
  if (status === 429) return ", it was asked too often";
  return status >= 500 ? ", it has a fault of its own" : "";
}
