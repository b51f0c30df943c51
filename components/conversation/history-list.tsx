"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { conversationsQuery } from "@/lib/client/queries";
import { groupByDay } from "./history";
import { HistoryRow } from "./history-row";
import { usePageClock } from "./page-clock";
import { useUnread } from "./unread";

const barWidths = ["w-36", "w-44", "w-28", "w-40"];

/** All conversations by day. `onLeave` runs when one is opened. */
export function HistoryList({ onLeave }: { onLeave?: () => void }) {
  const list = useInfiniteQuery(conversationsQuery());
  const openId = conversationIn(usePathname());
  const conversations = list.data?.pages.flatMap((page) => page.conversations) ?? [];
  const { now, dayOf } = usePageClock();
  const hasNews = useUnread(conversations.find(({ id }) => id === openId));

  if (list.isPending) {
    return (
      <div className="grid gap-5 px-2 pt-8">
        {barWidths.map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    );
  }
  if (list.isError && conversations.length === 0) {
    return (
      <div className="px-2 pt-6 text-13 text-text-2">
        <p>The history could not be read. {list.error.message}</p>
        <Button size="sm" className="mt-3" onClick={() => void list.refetch()}>
          Retry
        </Button>
      </div>
    );
  }
  if (conversations.length === 0) {
    return <p className="px-2 pt-6 text-13 text-text-3">Your conversations will be listed here.</p>;
  }
  return (
    <>
      {groupByDay(conversations, now, dayOf).map((group) => (
        <section key={group.title} aria-label={group.title} className="first:-mt-[3px]">
          <h2 className="px-2 pt-[15px] pb-[5px] text-12 text-text-2">{group.title}</h2>
          <ul>
            {group.conversations.map((conversation) => (
              <HistoryRow
                key={conversation.id}
                conversation={conversation}
                isOpen={conversation.id === openId}
                hasNews={hasNews(conversation)}
                {...(onLeave && { onLeave })}
              />
            ))}
          </ul>
        </section>
      ))}
      {list.hasNextPage ? (
        <Button
          variant="quiet"
          size="sm"
          className="mt-3 w-full"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? "Loading" : "Show older"}
        </Button>
      ) : null}
    </>
  );
}

/** The id of the conversation whose page a path is. */
function conversationIn(path: string): string | null {
  return /^\/c\/([^/]+)/.exec(path)?.[1] ?? null;
}
