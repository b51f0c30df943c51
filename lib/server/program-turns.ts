import type { ConversationRow, ConversationRows } from "@/db/conversations";
import type { TurnRows } from "@/db/turns";
import type { NewId } from "@/lib/core/ids";
import type { Clock, ModelMessage } from "@/lib/core/model";
import type { KeptRequest } from "./program-requests";
import type { Program } from "./programs";
import type { Ask } from "./turn-request";
import type { Turns } from "./turns";

/** So many turns a conversation of a program holds; more would be slow to open. */
const turnsInOne = 40;
const hour = 3_600_000;
/** How long turns without history stay, for repeated requests and for reading a verdict again. */
const day = 24 * hour;

type ProgramAsk = {
  ask: Ask;
  /** What was said before, oldest first. */
  context: ModelMessage[];
  /** What the program sent besides; absent = nothing but the question. */
  kept?: KeptRequest;
  /** The same key of the same program gives the same turn again. */
  idempotencyKey: string | null;
};

export type ProgramTurns = {
  /**
   * Starts a turn of a program in its conversation, paid by its token. It goes on whoever listens: stop it by `turns.stop`.
   * Turns of one program may run at the same time. Throws like `turns.start`.
   */
  start(program: Program, asked: ProgramAsk): Promise<{ turnId: string; conversationId: string }>;
  /** The turn that came with this key before; null = none did. */
  ofKey(program: Program, key: string): string | null;
  /** Whether a program may see a turn: its own, and all others if it may read. */
  maySee(program: Program, turnId: string): boolean;
  /** Removes turns without history whose time is over. */
  sweep: () => void;
};

type ProgramTurnsParts = {
  turns: Pick<Turns, "start">;
  turnRows: Pick<TurnRows, "byClientKey" | "find">;
  conversationRows: ConversationRows;
  clock: Pick<Clock, "now">;
  newId: NewId;
};

/** Turns that programs ask for, as turns in a conversation that is named after the program. */
export function createProgramTurns(parts: ProgramTurnsParts): ProgramTurns {
  const { turns, turnRows, conversationRows, clock } = parts;
  return {
    async start(program, { ask, context, kept, idempotencyKey }) {
      const { client, tokenId } = program;
      const twin = idempotencyKey === null ? null : turnRows.byClientKey(client, tokenId, idempotencyKey);
      if (twin) return { turnId: twin.id, conversationId: twin.conversationId };
      const conversationId = conversationFor(parts, program);
      const asked = { ...ask, program: { tokenId, context, ...(kept ? { kept } : {}) } };
      const { turnId } = await turns.start(conversationId, asked, idempotencyKey);
      return { turnId, conversationId };
    },
    ofKey: ({ client, tokenId }, key) => turnRows.byClientKey(client, tokenId, key)?.id ?? null,
    maySee(program, turnId) {
      const turn = turnRows.find(turnId);
      const conversation = turn && conversationRows.find(turn.conversationId);
      if (!conversation) return false;
      if (program.mayRead) return true;
      return conversation.client === program.client && conversation.tokenId === program.tokenId;
    },
    sweep: () => conversationRows.purgeExpired(clock.now()),
  };
}

/** The conversation that takes the next turn of a program: its newest, or a new one each day and after 40 turns. */
function conversationFor(parts: ProgramTurnsParts, { client, tokenId, keepsHistory }: Program): string {
  const { conversationRows, clock, newId } = parts;
  const now = clock.now();
  const expiresAt = keepsHistory ? null : now + day;
  const newest = conversationRows.newestOfClient(client, tokenId, keepsHistory);
  if (newest && newest.turns < turnsInOne && now - newest.createdAt < day) {
    conversationRows.update(newest.id, { expiresAt });
    return newest.id;
  }
  const row: ConversationRow = {
    id: newId(),
    title: client,
    pinned: false,
    archived: false,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    client,
    tokenId,
    expiresAt,
  };
  conversationRows.insert(row);
  return row.id;
}
