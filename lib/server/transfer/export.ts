import type { ConversationRows } from "@/db/conversations";
import type { EventLog } from "@/db/event-log";
import type { ProviderRows } from "@/db/providers";
import type { TransferRows } from "@/db/transfer";
import type { TurnRow, TurnRows } from "@/db/turns";
import type { SettingsView } from "@/lib/core/api";
import { Appearance } from "@/lib/core/api";
import { ConversationId, TurnId } from "@/lib/core/ids";
import type { Clock } from "@/lib/core/model";
import { packEvents } from "@/lib/core/pack-events";
import type { ConversationFile, ReadableConversationFile, TurnFile } from "@/lib/core/transfer";
import { panelFileOf } from "@/lib/server/panel-files";
import type { Panels } from "@/lib/server/panels";
import { notFound } from "@/lib/server/refusals";
import type { Turns } from "@/lib/server/turns";

export type ExportParts = {
  conversationRows: Pick<ConversationRows, "find">;
  turnRows: Pick<TurnRows, "ofConversation">;
  log: Pick<EventLog, "readAll">;
  transferRows: TransferRows;
  turns: Pick<Turns, "state">;
  panels: Pick<Panels, "list">;
  providerRows: Pick<ProviderRows, "list">;
  settings: { view(): SettingsView };
  clock: Pick<Clock, "now">;
  version: string;
};

/** One conversation with its logs. Throws not_found. */
function conversationFile(parts: ExportParts, id: string): ConversationFile {
  const row = parts.conversationRows.find(id);
  if (!row || row.deletedAt !== null) throw notFound("conversation");
  const { title, pinned, archived, client, createdAt, updatedAt } = row;
  return {
    parley: "conversation",
    version: 1,
    conversation: { id: ConversationId.parse(id), title, pinned, archived, client, createdAt, updatedAt },
    turns: parts.turnRows.ofConversation(id).map((turn) => turnFile(parts, turn)),
  };
}

/** The same, with the state of each turn beside its log, for programs that do not fold. */
export function readableFile(parts: ExportParts, id: string): ReadableConversationFile {
  const { turns, ...file } = conversationFile(parts, id);
  const withStates = turns.map((turn) => ({ ...turn, state: parts.turns.state(turn.id) }));
  return { ...file, exportedAt: parts.clock.now(), turns: withStates };
}

function turnFile({ log, transferRows }: ExportParts, { id, parentTurnId, createdAt }: TurnRow): TurnFile {
  return {
    id: TurnId.parse(id),
    parentTurnId: TurnId.nullable().parse(parentTurnId),
    createdAt,
    events: packEvents(log.readAll(id)),
    pages: transferRows.pagesOf(id),
  };
}

/** Everything as lines of JSON: a head, then a part a line, one conversation at a time in memory; no keys. */
export function* archiveLines(parts: ExportParts): Generator<string> {
  const { transferRows, panels, providerRows, settings, clock, version } = parts;
  const line = (value: unknown) => `${JSON.stringify(value)}\n`;
  yield line({ parley: "archive", version: 1, exportedAt: clock.now(), by: `Parley ${version}` });
  yield line({ settings: Appearance.parse(settings.view()) });
  yield line({ panels: panelFileOf(panels.list().panels).panels });
  yield line({ providers: providerRows.list().map(({ label, kind, baseUrl }) => ({ label, kind, baseUrl })) });
  let conversations = 0;
  for (const id of transferRows.conversationIds()) {
    const row = parts.conversationRows.find(id);
    // Deleted since the list was read.
    if (!row || row.deletedAt !== null) continue;
    yield line(conversationFile(parts, id));
    conversations += 1;
  }
  yield line({ end: { conversations } });
}
