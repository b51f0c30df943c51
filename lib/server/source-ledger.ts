import type { SourceIds } from "@/lib/core/ports";
import { sourceIdsOf } from "@/lib/core/source-registry";
import type { KnownSource, TurnState } from "@/lib/core/turn";

/** Ids given in so many conversations are remembered; a turn that runs longer than all of them were used has them in its log. */
const mostConversations = 200;

/**
 * The ids of sources that running turns have given, by conversation. Telling and asking happen in one step of the event loop,
 * so that of two turns at once none gives an id which the other has just given to another page.
 */
export function createSourceLedger(): SourceIds {
  const given = new Map<string, KnownSource[]>();
  return {
    newsFor: (turn) => (given.get(turn.conversationId) ?? []).filter(isNewTo(turn)),
    tell(turn) {
      const { conversationId, sources } = turn;
      const before = given.get(conversationId) ?? [];
      const has = new Set(before.map(keyOf));
      given.delete(conversationId);
      given.set(conversationId, [...before, ...sourceIdsOf([{ sources }]).filter((source) => !has.has(keyOf(source)))]);
      const [oldest] = given.keys();
      if (given.size > mostConversations && oldest !== undefined) given.delete(oldest);
    },
  };
}

/** Whether a turn does not know an id and its page yet. */
export function isNewTo({ sources, knownSources = [] }: TurnState): (source: KnownSource) => boolean {
  const known = new Set([...sources, ...knownSources].map(keyOf));
  return (source) => !known.has(keyOf(source));
}

function keyOf({ id, url }: KnownSource): string {
  return `${id} ${url}`;
}
