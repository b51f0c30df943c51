import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { ConversationSummary, ConversationView, EstimateInput } from "@/lib/core/api";
import type { TurnState } from "@/lib/core/turn";
import {
  listConversations,
  listPanels,
  listProviders,
  readConversation,
  readEstimate,
  readModels,
  readSettings,
  readTurn,
} from "./api";
import type { PanelChoice } from "./panel-choice";
import { queryKeys } from "./query-keys";
import { request } from "./request";
import { judgeList } from "./shapes";

const whileSomethingRuns = 4000;
/** Who changes tabs to and fro within these milliseconds gets a conversation read once. */
const betweenReturns = 5000;

/** Conversations by title, newest first, a page at a time. Looked at again every few seconds while a turn runs. */
export function conversationsQuery(search = "") {
  return infiniteQueryOptions({
    queryKey: queryKeys.conversations(search),
    queryFn: ({ pageParam, signal }) => listConversations({ q: search, cursor: pageParam }, signal),
    initialPageParam: startOfList(),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: true,
    // A page in the background tells, too, when a turn is done.
    refetchIntervalInBackground: true,
    refetchInterval: ({ state }) => {
      const running = state.data?.pages.some((page) => page.conversations.some((item) => item.running));
      return running ? whileSomethingRuns : false;
    },
  });
}

function startOfList(): string | null {
  return null;
}

/** A conversation and the ids of its turns, in the order they were asked; the turns have their own place in the cache. */
export type ConversationOutline = ConversationSummary & { turnIds: string[] };

export function conversationQuery(client: QueryClient, conversationId: string) {
  return queryOptions({
    queryKey: queryKeys.conversation(conversationId),
    queryFn: async ({ signal }) => seedConversation(client, await readConversation(conversationId, signal)),
    staleTime: Number.POSITIVE_INFINITY,
    // Another tab may have asked more, or had a finished turn judged again.
    refetchOnWindowFocus: ({ state }) => (Date.now() - state.dataUpdatedAt > betweenReturns ? "always" : false),
  });
}

/** Puts a conversation's turns where `useTurn` finds them, and the rest where `conversationQuery` does. */
export function seedConversation(client: QueryClient, { turns, ...summary }: ConversationView): ConversationOutline {
  for (const turn of turns) writeTurn(client, turn);
  const outline = { ...summary, turnIds: turns.map((turn) => turn.id) };
  client.setQueryData(queryKeys.conversation(summary.id), outline);
  return outline;
}

/** The state of a turn. It is never stale: the fold of its events keeps it up to date. */
export function turnQuery(turnId: string) {
  return queryOptions({
    queryKey: queryKeys.turn(turnId),
    queryFn: ({ signal }) => readTurn(turnId, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // The fold keeps what did not change; comparing a megabyte of text 20 times a second would be the main cost.
    structuralSharing: false,
  });
}

/** Puts a state into the cache unless that one or a newer one is there. */
export function writeTurn(client: QueryClient, turn: TurnState): void {
  client.setQueryData<TurnState>(queryKeys.turn(turn.id), (known) =>
    known && known.lastSeq >= turn.lastSeq ? known : turn,
  );
}

export const panelsQuery = queryOptions({
  queryKey: queryKeys.panels,
  queryFn: ({ signal }) => listPanels(signal),
});

export const modelsQuery = queryOptions({
  queryKey: queryKeys.models,
  queryFn: ({ signal }) => readModels(signal),
});

export const providersQuery = queryOptions({
  queryKey: queryKeys.providers,
  queryFn: ({ signal }) => listProviders(signal),
});

export const settingsQuery = queryOptions({
  queryKey: queryKeys.settings,
  queryFn: ({ signal }) => readSettings(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** How the models that have judged here did; it grows with every verdict. */
export const judgesQuery = queryOptions({
  queryKey: queryKeys.judges,
  queryFn: ({ signal }) => request("/api/judges", judgeList, { signal }),
  staleTime: 0,
});

/** What a turn would cost and take. Asked again only when the question has grown to twice its length. */
export function estimateQuery(
  choice: PanelChoice,
  question: string,
  conversationId: string | null,
  as: Pick<EstimateInput, "mode" | "soloPanelistId"> = {},
) {
  const panel = typeof choice === "string" ? { panelId: panelIdOf(choice) } : { panel: choice };
  return queryOptions({
    queryKey: [...queryKeys.estimate(choice, coarseLength(question), conversationId), as],
    queryFn: ({ signal }) =>
      readEstimate({ question, ...as, ...panel, ...(conversationId && { conversationId }) }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
}

type PanelIdInput = NonNullable<Parameters<typeof readEstimate>[0]["panelId"]>;

/** A panel's id as the server gave it; the brand is a promise that it came from there. */
export function panelIdOf(id: string): PanelIdInput {
  return id as PanelIdInput;
}

const firstStep = 500;

/** 0, or the next of 500, 1000, 2000, 4000 ... */
function coarseLength({ length }: string): number {
  return length === 0 ? 0 : firstStep * 2 ** Math.max(0, Math.ceil(Math.log2(length / firstStep)));
}
