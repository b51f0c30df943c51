import type { PageTexts } from "@/db/page-texts";
import type { Clock } from "@/lib/core/model";
import { canonicalUrl } from "@/lib/core/source-url";
import type { FetchPage, Page } from "@/lib/core/web";
import { describeError, type Log } from "./log";

type Parts = { pageTexts: Pick<PageTexts, "keep">; clock: Clock; logger: Log };

/** Reads pages as before and keeps what they said, once for each page of a turn. What cannot be kept is read all the same. */
export function keepPages(fetchPage: FetchPage, { pageTexts, clock, logger }: Parts): FetchPage {
  // Panelists of one turn get one page between them; it is written once.
  const kept = new WeakSet<Page>();

  function keep(page: Page, turnId: string): void {
    if (kept.has(page)) return;
    kept.add(page);
    try {
      pageTexts.keep({ turnId, url: canonicalUrl(page.url) ?? page.url, text: page.text, readAt: clock.now() });
    } catch (error) {
      logger.warn("The text of a page could not be kept.", { turnId, ...describeError(error) });
    }
  }

  return async (request) => {
    const outcome = await fetchPage(request);
    if ("page" in outcome) keep(outcome.page, request.turnId);
    return outcome;
  };
}
