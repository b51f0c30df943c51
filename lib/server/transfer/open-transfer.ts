import { createConversationRows } from "@/db/conversations";
import { createEventLog } from "@/db/event-log";
import { createProviderRows } from "@/db/providers";
import { createTransferRows } from "@/db/transfer";
import { createTurnRows } from "@/db/turns";
import type { ReadableConversationFile } from "@/lib/core/transfer";
import type { Ground } from "@/lib/server/ground";
import { archiveLines, type ExportParts, readableFile } from "./export";
import { createImport, type Import, type ImportParts } from "./import";

export type Transfer = Import & {
  /** One conversation, whole. Throws not_found. */
  conversation(id: string): ReadableConversationFile;
  /** Everything but keys, in lines. */
  archive(): Generator<string>;
};

type Around = Pick<ExportParts, "turns" | "version"> &
  Pick<ImportParts, "epoch"> & {
    panels: ExportParts["panels"] & ImportParts["panels"];
    settings: ExportParts["settings"] & ImportParts["settings"];
  };

/** The ways out of this installation and into it. */
export function openTransfer({ db, clock, newId }: Pick<Ground, "db" | "clock" | "newId">, around: Around): Transfer {
  const parts = {
    ...around,
    conversationRows: createConversationRows(db),
    turnRows: createTurnRows(db),
    log: createEventLog(db, around.epoch),
    transferRows: createTransferRows(db),
    providerRows: createProviderRows(db),
    clock,
    newId,
  };
  return {
    ...createImport(parts),
    conversation: (id) => readableFile(parts, id),
    archive: () => archiveLines(parts),
  };
}
