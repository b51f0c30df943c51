import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { ConversationRows } from "@/db/conversations";
import type { ProviderRows } from "@/db/providers";
import type { TransferRows } from "@/db/transfer";
import type { PatchSettingsBody } from "@/lib/core/api";
import { FailureError, failure } from "@/lib/core/failure";
import type { NewId } from "@/lib/core/ids";
import type { Clock } from "@/lib/core/model";
import type { Panel } from "@/lib/core/panel";
import { portablePanel } from "@/lib/core/portable-panel";
import { archiveParts, type ConversationFile, type ImportReport } from "@/lib/core/transfer";
import { readPanelFile } from "@/lib/server/panel-files";
import { contentOf } from "@/lib/server/panel-views";
import type { Panels } from "@/lib/server/panels";
import { conflict } from "@/lib/server/refusals";
import type { Settings } from "@/lib/server/settings";
import { incomingTurn, readConversationFile, withNewIds } from "./read-conversation";
import { readFileParts } from "./read-file";

export type ImportParts = {
  conversationRows: Pick<ConversationRows, "find">;
  transferRows: TransferRows;
  panels: Pick<Panels, "list" | "importFile">;
  providerRows: Pick<ProviderRows, "list">;
  settings: Pick<Settings, "patch">;
  clock: Clock;
  newId: NewId;
  epoch: number;
};

export type Import = {
  /** Takes a file in: a conversation, panels, or an archive. All of it or nothing. Throws a FailureError people can act on. */
  importFile(chunks: AsyncIterable<Uint8Array>): Promise<ImportReport>;
};

/** What a file has brought so far; nobody sees it before its end. */
type Intake = {
  report: ImportReport;
  staged: string[];
  shown: { id: string; updatedAt: number }[];
  panels: Panel[];
  settings: z.output<typeof PatchSettingsBody> | null;
  isWhole: boolean;
};

/** Takes in what export has written, here or elsewhere. One file at a time. */
export function createImport(parts: ImportParts): Import {
  let isBusy = false;
  return {
    async importFile(chunks) {
      if (isBusy) throw conflict("Another file is being imported. Wait until it is done.");
      isBusy = true;
      const intake = emptyIntake();
      try {
        for await (const { isArchive, content } of readFileParts(chunks)) {
          if (isArchive) await takePart(parts, intake, content);
          else await takeDocument(parts, intake, content);
        }
        if (!intake.isWhole) throw invalid("The file ends early. Nothing was imported.");
        return parts.transferRows.together(() => show(parts, intake));
      } catch (error) {
        parts.transferRows.drop(intake.staged);
        throw error;
      } finally {
        isBusy = false;
      }
    },
  };
}

function emptyIntake(): Intake {
  const none = { imported: 0, conversationId: null, copied: 0, present: 0, turns: 0, panels: 0 };
  const report = { ...none, settings: false, providers: [] };
  return { report, staged: [], shown: [], panels: [], settings: null, isWhole: false };
}

const Kind = z.object({ parley: z.string() });

async function takeDocument(parts: ImportParts, intake: Intake, content: unknown): Promise<void> {
  const kind = Kind.safeParse(content);
  if (kind.data?.parley === "conversation") await takeConversation(parts, intake, content);
  else if (kind.data?.parley === "panels") intake.panels.push(...readPanelFile(content).panels);
  else throw invalid("This is no conversation, panel file or archive that Parley has exported. Nothing was imported.");
  intake.isWhole = true;
}

async function takePart(parts: ImportParts, intake: Intake, content: unknown): Promise<void> {
  const part = Object(content);
  if (intake.isWhole) throw invalid("The file goes on behind its end. Nothing was imported.");
  if ("conversation" in part) await takeConversation(parts, intake, content);
  else if ("settings" in part) intake.settings = read(archiveParts.settings, content).settings;
  else if ("panels" in part) intake.panels.push(...read(archiveParts.panels, content).panels);
  else if ("providers" in part) noteProviders(parts, intake, read(archiveParts.providers, content).providers);
  else if ("end" in part) takeEnd(intake, read(archiveParts.end, content).end.conversations);
  else
    throw invalid(
      "The archive has a part that this Parley does not know. A newer one can read it. Nothing was imported.",
    );
}

function read<Schema extends z.ZodType>(schema: Schema, content: unknown): z.output<Schema> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`The archive cannot be read: ${issue?.path.join(" ")}: ${issue?.message} Nothing was imported.`);
}

function takeEnd(intake: Intake, conversations: number): void {
  const { imported, present } = intake.report;
  if (imported + present !== conversations)
    throw invalid("Conversations are missing in the file. Nothing was imported.");
  intake.isWhole = true;
}

async function takeConversation(parts: ImportParts, intake: Intake, content: unknown): Promise<void> {
  const { transferRows, clock, epoch } = parts;
  const given = readConversationFile(content);
  const place = placeOf(parts, given);
  if (place === "present") return takePresent(parts, intake, given);
  const file = place === "free" ? given : withNewIds(given, parts.newId);
  const { id, updatedAt, ...fields } = file.conversation;
  transferRows.stage({ id, updatedAt, ...fields, tokenId: null, expiresAt: null, deletedAt: clock.now() });
  intake.staged.push(id);
  intake.shown.push({ id, updatedAt });
  for (const turn of file.turns) {
    transferRows.stageTurn(incomingTurn(turn), epoch);
    // A large conversation takes a while; what runs meanwhile goes on between its turns.
    await clock.sleep(0, new AbortController().signal);
  }
  const { report } = intake;
  report.imported += 1;
  report.copied += place === "taken" ? 1 : 0;
  report.turns += file.turns.length;
  report.conversationId = report.imported === 1 ? id : null;
}

/** It is here; if it was deleted, it comes back. */
function takePresent({ conversationRows }: ImportParts, { report, shown }: Intake, file: ConversationFile): void {
  const row = conversationRows.find(file.conversation.id);
  if (!row || row.deletedAt === null) {
    report.present += 1;
    return;
  }
  shown.push({ id: row.id, updatedAt: row.updatedAt });
  report.imported += 1;
  report.turns += file.turns.length;
  report.conversationId = report.imported === 1 ? row.id : null;
}

/** Whether the ids of a conversation are free here, taken by others, or its own because all of it is here. */
function placeOf(
  { conversationRows, transferRows }: ImportParts,
  file: ConversationFile,
): "free" | "taken" | "present" {
  const { id } = file.conversation;
  const stored = file.turns.map((turn) => transferRows.findTurn(turn.id));
  const isKnown = conversationRows.find(id) !== null;
  if (!isKnown) return stored.every((turn) => turn === null) ? "free" : "taken";
  const isHere = file.turns.every((turn, index) => {
    const here = stored[index];
    return here?.conversationId === id && here.lastSeq >= incomingTurn(turn).state.lastSeq;
  });
  return isHere ? "present" : "taken";
}

function noteProviders(
  { providerRows }: ImportParts,
  { report }: Intake,
  providers: { label: string; baseUrl: string }[],
): void {
  const here = new Set(providerRows.list().map(({ baseUrl }) => baseUrl));
  report.providers.push(...providers.filter(({ baseUrl }) => !here.has(baseUrl)).map(({ label }) => label));
}

function show(
  { transferRows, panels, settings }: ImportParts,
  { report, shown, settings: chosen, ...intake }: Intake,
): ImportReport {
  transferRows.reveal(shown);
  const here = panels.list().panels.map((panel) => portablePanel(contentOf(panel)));
  const given = intake.panels.map(portablePanel);
  const fresh = given.filter((panel) => !here.some((each) => isDeepStrictEqual(each, contentOf(panel))));
  panels.importFile({ panels: fresh });
  if (chosen) settings.patch(chosen);
  return { ...report, panels: fresh.length, settings: chosen !== null };
}

function invalid(message: string): FailureError {
  return new FailureError(failure("invalid_request", message, 400));
}
