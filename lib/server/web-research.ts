import { createPageTexts } from "@/db/page-texts";
import type { TurnPorts } from "@/lib/core/ports";
import type { SearchWeb } from "@/lib/core/web";
import { createPageReader } from "@/lib/tools/page-reader";
import type { Ground } from "./ground";
import { keepPages } from "./kept-pages";

export type WebResearch = {
  ports: Required<Pick<TurnPorts, "searchWeb" | "fetchPage" | "pageTextOf">>;
  /** Ends the reading threads. */
  close(): void;
};

/** The web as panelists may use it: the search engines there are, and pages, guarded, logged, and kept for their turn. */
export function openWebResearch(
  { db, clock, logger }: Ground,
  { searchWeb, version }: { searchWeb: SearchWeb; version: string },
): WebResearch {
  const pageTexts = createPageTexts(db);
  const reader = createPageReader({
    version,
    log: ({ url, outcome, reason }) => logger.info("A page was asked for.", { url, outcome, reason }),
    now: clock.now,
  });
  return {
    ports: {
      searchWeb,
      fetchPage: keepPages(reader.fetchPage, { pageTexts, clock, logger }),
      pageTextOf: (turnId, url) => pageTexts.textOf(turnId, url),
    },
    close: () => reader.close(),
  };
}
