import { z } from "zod";
import type { ConversationRow, ConversationRows, ListPlace } from "@/db/conversations";
import type { TurnRows } from "@/db/turns";
import type { ConversationPage, ConversationPatch, ConversationSummary, ConversationView } from "@/lib/core/api";
import { FailureError, failure } from "@/lib/core/failure";
import type { NewId } from "@/lib/core/ids";
import type { Clock } from "@/lib/core/model";
import { notFound } from "./refusals";
import type { Turns } from "./turns";

const pageSize = 50;

export type Conversations = {
  /** Newest first, pinned ones before all others. `q` is looked for in titles. */
  list(query: { q?: string | undefined; cursor?: string | undefined }): ConversationPage;
  create(title: string): ConversationSummary;
  view(id: string): ConversationView;
  /** `deleted: false` brings a deleted one back. */
  patch(id: string, patch: ConversationPatch): ConversationSummary;
  /** Can be undone until the next start; a turn that runs in it is stopped. */
  remove(id: string): void;
};

type ConversationsParts = {
  rows: ConversationRows;
  turnRows: Pick<TurnRows, "ofConversation">;
  turns: Pick<Turns, "state" | "runningConversationIds" | "stopConversation">;
  clock: Pick<Clock, "now">;
  newId: NewId;
};

/** The conversations of this installation. All throw not_found for unknown and for deleted ones. */
export function createConversations({ rows, turnRows, turns, clock, newId }: ConversationsParts): Conversations {
  function find(id: string): ConversationRow {
    const row = rows.find(id);
    if (!row || row.deletedAt !== null) throw notFound("conversation");
    return row;
  }
  const summarize = (row: ConversationRow) => summaryOf(row, turns.runningConversationIds());

  return {
    list({ q = "", cursor }) {
      const place = cursor === undefined ? null : parseCursor(cursor);
      const found = rows.page(q.trim(), place, pageSize + 1);
      const page = found.slice(0, pageSize);
      const last = found.length > pageSize ? page.at(-1) : undefined;
      const pinned = place === null ? rows.pinned(q.trim()) : [];
      return {
        conversations: [...pinned, ...page].map(summarize),
        nextCursor: last ? cursorOf(last) : null,
      };
    },
    create(title) {
      const now = clock.now();
      const row = {
        id: newId(),
        title,
        pinned: false,
        archived: false,
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
        client: null,
        tokenId: null,
        expiresAt: null,
      };
      rows.insert(row);
      return summarize(row);
    },
    view(id) {
      const row = find(id);
      return { ...summarize(row), turns: turnRows.ofConversation(id).map((turn) => turns.state(turn.id)) };
    },
    patch(id, { deleted, ...change }) {
      if (deleted === false && rows.find(id)) rows.update(id, { deletedAt: null });
      find(id);
      rows.update(id, change);
      return summarize(find(id));
    },
    remove(id) {
      find(id);
      rows.update(id, { deletedAt: clock.now() });
      turns.stopConversation(id);
    },
  };
}

function summaryOf(row: ConversationRow, running: ReadonlySet<string>): ConversationSummary {
  const { id, title, pinned, archived, client, createdAt, updatedAt } = row;
  return { id, title, pinned, archived, running: running.has(id), client, createdAt, updatedAt };
}

const Place = z.tuple([z.coerce.number().int().nonnegative(), z.string().min(1)]);

function cursorOf({ updatedAt, id }: ListPlace): string {
  return Buffer.from(`${updatedAt} ${id}`).toString("base64url");
}

function parseCursor(cursor: string): ListPlace {
  const place = Place.safeParse(Buffer.from(cursor, "base64url").toString().split(" "));
  if (!place.success) throw new FailureError(failure("invalid_request", "This cursor is not one of this list.", 400));
  const [updatedAt, id] = place.data;
  return { updatedAt, id };
}
