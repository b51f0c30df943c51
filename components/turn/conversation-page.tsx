"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { ModelLabels } from "@/components/conversation/model-label";
import { conversationQuery, seedConversation } from "@/lib/client/queries";
import { ServedTurns } from "@/lib/client/served-turns";
import type { ConversationView } from "@/lib/core/api";
import { ConversationBar } from "./conversation-bar";
import { EmptyConversation } from "./empty-conversation";
import { FollowUp } from "./follow-up";
import { preloadMarkdown } from "./markdown/markdown";
import { preloadTurnParts } from "./open-point";
import { TurnView } from "./turn-view";

export type ConversationPageProps = {
  /** What is stored when the page is drawn: shown at once, then followed. */
  initial: ConversationView;
  labels: ModelLabels;
  localModels: readonly string[];
};

/** A conversation: its turns one below the other, and the composer at the foot. */
export function ConversationPage({ initial, labels, localModels }: ConversationPageProps) {
  const client = useQueryClient();
  const [seeded] = useState(() => seedConversation(client, initial));
  const [served] = useState(() => new Map(initial.turns.map((turn) => [turn.id, turn])));
  const outline = useQuery(conversationQuery(client, initial.id)).data ?? seeded;
  const local = useMemo(() => new Set(localModels), [localModels]);
  useEffect(preloadMarkdown, []);
  useEffect(preloadTurnParts, []);
  const last = outline.turnIds.at(-1);
  return (
    <ServedTurns value={served}>
      <ConversationBar conversation={outline} />
      <div className="mx-auto flex w-full max-w-[1200px] flex-1 flex-col px-4 pt-5 sm:px-8 sm:pt-7 xl:px-10">
        <div className="flex flex-col gap-14">
          {outline.turnIds.map((turnId, index) => (
            <TurnView
              key={turnId}
              turnId={turnId}
              index={index}
              last={turnId === last}
              labels={labels}
              localModels={local}
            />
          ))}
        </div>
        {last ? <FollowUp conversationId={outline.id} turnId={last} labels={labels} /> : <EmptyConversation />}
      </div>
    </ServedTurns>
  );
}
