import { z } from "zod";
import { PanelFile, PatchSettingsBody } from "./api";
import { afterwordTypes, isClosing, type StoredEvent, TurnEvent } from "./events";
import { ConversationId, TurnId } from "./ids";
import { ProviderKind } from "./model";
import type { TurnState } from "./turn";

/** The files that conversations leave one installation in and come into another by. Version 1 of each. */

const time = z.number().int().nonnegative().max(8_640_000_000_000_000);
const Seq = z.object({ seq: z.number().int().positive() });

/** A turn is its log. Deltas may be packed, so seqs may be missing; those there are rise. */
const TurnFile = z.object({
  id: TurnId,
  parentTurnId: TurnId.nullable(),
  createdAt: time,
  events: z.array(TurnEvent.and(Seq)).min(1, "A turn has no events."),
  /** What was read on the web: quotations and numbers are checked against it. */
  pages: z.array(z.object({ url: z.string().max(4000), text: z.string(), readAt: time })).default([]),
});
export type TurnFile = z.output<typeof TurnFile>;

const ConversationFields = z.object({
  id: ConversationId,
  title: z.string().max(200),
  pinned: z.boolean().default(false),
  archived: z.boolean().default(false),
  /** The program that began it; null = a person did. */
  client: z.string().max(200).nullable().default(null),
  createdAt: time,
  updatedAt: time,
});

/** One conversation as a file. `state` of a turn is there for other programs; reading a file back only needs the events. */
export const ConversationFile = z.object({
  parley: z.literal("conversation"),
  version: z.literal(1),
  conversation: ConversationFields,
  turns: z.array(TurnFile).max(10_000),
});
export type ConversationFile = z.output<typeof ConversationFile>;
export type ReadableConversationFile = Omit<ConversationFile, "turns"> & {
  exportedAt: number;
  turns: (TurnFile & { state: TurnState })[];
};

/** The first line of an archive of everything; a part a line follows. */
export const ArchiveHead = z.object({ parley: z.literal("archive"), version: z.literal(1) });

/** The further lines of an archive, by the key that each has. Keys of providers are never in it, so those are only named. */
export const archiveParts = {
  settings: z.object({ settings: PatchSettingsBody }),
  panels: z.object({ panels: PanelFile.shape.panels.element.array().max(1000) }),
  providers: z.object({
    providers: z.array(z.object({ label: z.string().max(60), kind: ProviderKind, baseUrl: z.string().max(500) })),
  }),
  conversation: ConversationFile,
  end: z.object({ end: z.object({ conversations: z.number().int() }) }),
};

/** POST /api/import: what became of a file. */
export const ImportReport = z.object({
  /** Conversations that are new here, and the one to open when it was only one. */
  imported: z.number(),
  conversationId: z.string().nullable(),
  /** Those among them that got new ids, because others have theirs. */
  copied: z.number(),
  /** Conversations that are here already, as they are in the file or with more in them. */
  present: z.number(),
  turns: z.number(),
  panels: z.number(),
  settings: z.boolean(),
  /** Providers of the archive that are not connected here. Their keys are in no file. */
  providers: z.array(z.string()),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** Whether nothing but afterwords follows the newest closing event. */
export function isClosedLog(events: readonly StoredEvent[]): boolean {
  const afterwords: readonly string[] = afterwordTypes;
  const last = events.findLast(({ type }) => !afterwords.includes(type));
  return last !== undefined && isClosing(last.type);
}
