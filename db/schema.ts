import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Money is integer micro-dollars, time integer milliseconds since the epoch (UTC), JSON is parsed when read. */

export const conversations = sqliteTable(
  "conversations",
  {
    id: text("id").primaryKey(),
    title: text("title").notNull(),
    pinned: integer("pinned", { mode: "boolean" }).notNull().default(false),
    archived: integer("archived", { mode: "boolean" }).notNull().default(false),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    /** Set by delete and cleared by undo; rows are removed for good later. */
    deletedAt: integer("deleted_at"),
    /** The program whose turns these are, e.g. the name of its token; null = a person began it in the app. */
    client: text("client"),
    /** The API token of that program; null also when it came without one. */
    tokenId: text("token_id"),
    /** Of a token without history: not listed, and removed after this time. null = it stays and is listed. */
    expiresAt: integer("expires_at"),
  },
  (table) => [
    index("conversations_by_update").on(table.updatedAt),
    index("conversations_of_client").on(table.client, table.createdAt).where(sql`${table.client} is not null`),
  ],
);

/** What programs identify themselves with. The token itself is shown once and never stored. */
export const apiTokens = sqliteTable("api_tokens", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** The first characters of the token, by which it is found and people recognise it. */
  prefix: text("prefix").notNull().unique(),
  /** SHA-256 of the whole token, in hex. */
  hash: text("hash").notNull(),
  /** JSON list, see TokenScope. */
  scopes: text("scopes").notNull(),
  /** null = no cap. */
  capMicroUsd: integer("cap_micro_usd"),
  /** `month` (calendar, UTC) or `total`. */
  capPeriod: text("cap_period").notNull(),
  keepsHistory: integer("keeps_history", { mode: "boolean" }).notNull(),
  createdAt: integer("created_at").notNull(),
  lastUsedAt: integer("last_used_at"),
  /** Set by revoke and cleared by undo; rows are removed for good later. */
  revokedAt: integer("revoked_at"),
});

/** What was spent on a token, by calendar month (UTC); it stays when turns are deleted. */
export const apiTokenSpending = sqliteTable(
  "api_token_spending",
  {
    tokenId: text("token_id")
      .notNull()
      .references(() => apiTokens.id, { onDelete: "cascade" }),
    /** `2026-11` */
    month: text("month").notNull(),
    microUsd: integer("micro_usd").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tokenId, table.month] })],
);

export const turns = sqliteTable(
  "turns",
  {
    id: text("id").primaryKey(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    parentTurnId: text("parent_turn_id"),
    question: text("question").notNull(),
    mode: text("mode").notNull(),
    panel: text("panel").notNull(),
    status: text("status").notNull(),
    epoch: integer("epoch").notNull(),
    idempotencyKey: text("idempotency_key"),
    createdAt: integer("created_at").notNull(),
    /** Deltas up to this event are packed: whoever has seen less must load the state. */
    packedSeq: integer("packed_seq").notNull().default(0),
    /** Since when there may be deltas to pack; null = none, or the turn runs. */
    packableSince: integer("packable_since"),
  },
  (table) => [
    index("turns_of_conversation").on(table.conversationId, table.createdAt),
    index("turns_to_pack").on(table.packableSince).where(sql`${table.packableSince} is not null`),
    uniqueIndex("turns_by_idempotency_key")
      .on(table.conversationId, table.idempotencyKey)
      .where(sql`${table.idempotencyKey} is not null`),
  ],
);

/** The append-only log. Migrations add WITHOUT ROWID by hand, which drizzle cannot say. */
export const turnEvents = sqliteTable(
  "turn_events",
  {
    turnId: text("turn_id")
      .notNull()
      .references(() => turns.id, { onDelete: "cascade" }),
    seq: integer("seq").notNull(),
    type: text("type").notNull(),
    data: text("data").notNull(),
  },
  (table) => [primaryKey({ columns: [table.turnId, table.seq] })],
);

/** The folded state of a closed turn, so that opening a conversation replays nothing. */
export const turnStates = sqliteTable("turn_states", {
  turnId: text("turn_id")
    .primaryKey()
    .references(() => turns.id, { onDelete: "cascade" }),
  lastSeq: integer("last_seq").notNull(),
  state: text("state").notNull(),
});

/**
 * The row of a closed turn in the full-text index `search_index` (FTS5, made by hand in its migration). A trigger removes that
 * row with this one.
 */
export const searchRows = sqliteTable("search_rows", {
  id: integer("id").primaryKey(),
  turnId: text("turn_id")
    .notNull()
    .unique()
    .references(() => turns.id, { onDelete: "cascade" }),
});

/**
 * What a page said when a panelist of a turn read it: once for all of them, and not in the log, whose readers never need it.
 * Quotations and numbers are checked against it.
 */
export const pageTexts = sqliteTable(
  "page_texts",
  {
    turnId: text("turn_id")
      .notNull()
      .references(() => turns.id, { onDelete: "cascade" }),
    /** The canonical address after redirects. */
    url: text("url").notNull(),
    text: text("text").notNull(),
    readAt: integer("read_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.turnId, table.url] })],
);

/** What a program sent with the question of its turn, beside the log, whose readers never need it. */
export const programRequests = sqliteTable(
  "program_requests",
  {
    turnId: text("turn_id")
      .primaryKey()
      .references(() => turns.id, { onDelete: "cascade" }),
    /** JSON: messages, functions, form and settings. */
    data: text("data").notNull(),
    /** SHA-256 of the program and its request: the same for the same request again. */
    print: text("print").notNull(),
    /** Whether its client left before the answer was out. */
    lost: integer("lost", { mode: "boolean" }).notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("program_requests_by_print").on(table.print, table.createdAt)],
);

/** One row a model call that ended: this installation's own history for cost and time estimates. */
export const calls = sqliteTable(
  "calls",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    turnId: text("turn_id").notNull(),
    role: text("role").notNull(),
    model: text("model").notNull(),
    promptTokens: integer("prompt_tokens"),
    completionTokens: integer("completion_tokens"),
    costMicroUsd: integer("cost_micro_usd"),
    durationMs: integer("duration_ms").notNull(),
    endedAt: integer("ended_at").notNull(),
  },
  (table) => [index("calls_by_model").on(table.model, table.endedAt)],
);

/** One row a judge that gave an analysis or failed to: this installation's own record of how well judges quote. */
export const judgings = sqliteTable(
  "judgings",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    turnId: text("turn_id").notNull(),
    model: text("model").notNull(),
    /** The judge gave no analysis. */
    failed: integer("failed", { mode: "boolean" }).notNull(),
    quotesChecked: integer("quotes_checked").notNull(),
    /** Those that are not in the answer the judge named, before any repair. */
    quotesFailed: integer("quotes_failed").notNull(),
    endedAt: integer("ended_at").notNull(),
  },
  (table) => [index("judgings_by_model").on(table.model, table.endedAt)],
);

export const panels = sqliteTable(
  "panels",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull(),
    /** Lower-cased name: two panels may not share one. */
    nameKey: text("name_key").notNull(),
    /** The panel itself as JSON. */
    data: text("data").notNull(),
    builtIn: integer("built_in", { mode: "boolean" }).notNull().default(false),
    position: integer("position").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    /** Set by delete and cleared by undo. */
    deletedAt: integer("deleted_at"),
  },
  (table) => [
    uniqueIndex("panels_by_name").on(table.nameKey).where(sql`${table.deletedAt} is null`),
    uniqueIndex("panels_by_slug").on(table.slug).where(sql`${table.deletedAt} is null`),
  ],
);

export const providers = sqliteTable("providers", {
  id: text("id").primaryKey(),
  label: text("label").notNull(),
  kind: text("kind").notNull(),
  baseUrl: text("base_url").notNull(),
  /** AES-256-GCM, see lib/server/secrets; null = no key. */
  sealedKey: text("sealed_key"),
  keyLast4: text("key_last4"),
  createdAt: integer("created_at").notNull(),
});

/** The last model list each provider gave, usable offline. */
export const catalogs = sqliteTable("catalogs", {
  providerId: text("provider_id").primaryKey(),
  models: text("models").notNull(),
  fetchedAt: integer("fetched_at").notNull(),
});

export const settings = sqliteTable("settings", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
});

/** One row: the process that owns this database. */
export const instance = sqliteTable("instance", {
  id: integer("id").primaryKey(),
  /** Counts the owners; what an earlier one still wants to write is refused. */
  epoch: integer("epoch").notNull(),
  startedAt: integer("started_at").notNull(),
  host: text("host"),
  pid: integer("pid"),
  /** When it last said that it lives; null = it ended in order. */
  heartbeatAt: integer("heartbeat_at"),
});
