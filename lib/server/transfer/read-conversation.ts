import type { z } from "zod";
import type { IncomingTurn } from "@/db/transfer";
import { foldEvents } from "@/lib/core/apply-event";
import type { StoredEvent } from "@/lib/core/events";
import { FailureError, failure } from "@/lib/core/failure";
import { ConversationId, type NewId, TurnId } from "@/lib/core/ids";
import { portableEvent } from "@/lib/core/portable-panel";
import { ConversationFile, isClosedLog, type TurnFile } from "@/lib/core/transfer";
import { interruptingEvents } from "@/lib/server/interruption";

/** The conversation of a file. Throws a FailureError (400) that says which turn and which field is wrong. */
export function readConversationFile(content: unknown): ConversationFile {
  const parsed = ConversationFile.safeParse(content);
  if (!parsed.success) throw wrong(content, wordsFor(parsed.error.issues[0]));
  const earlier = new Set<string>();
  for (const [index, turn] of parsed.data.turns.entries()) {
    const problem = problemOf(parsed.data, turn, earlier);
    if (problem) throw wrong(content, `turn ${index + 1}: ${problem}`);
    earlier.add(turn.id);
  }
  const turns = parsed.data.turns.map((turn) => ({ ...turn, events: turn.events.map(portableEvent) }));
  return { ...parsed.data, turns };
}

/** A turn of a file that was read, folded; what still ran when it was written is closed as interrupted. */
export function incomingTurn({ events, createdAt, pages }: TurnFile): IncomingTurn {
  const state = foldEvents(events);
  if (!state) throw new Error("A turn without events was let through.");
  if (isClosedLog(events)) return { state, events, createdAt, pages };
  const at = events.at(-1)?.at ?? createdAt;
  const closing = interruptingEvents(state, at).map((event, index): StoredEvent => {
    return { ...event, seq: state.lastSeq + 1 + index };
  });
  const whole = [...events, ...closing];
  return { state: foldEvents(whole) ?? state, events: whole, createdAt, pages };
}

/** The same conversation under ids that nobody has. */
export function withNewIds(file: ConversationFile, newId: NewId): ConversationFile {
  const conversationId = ConversationId.parse(newId());
  const ids = new Map(file.turns.map(({ id }) => [id, TurnId.parse(newId())]));
  const idOf = (old: TurnId | null) => (old === null ? null : (ids.get(old) ?? null));
  const turns = file.turns.map((turn) => {
    const turnId = idOf(turn.id) ?? TurnId.parse(newId());
    const parentTurnId = idOf(turn.parentTurnId);
    const events = turn.events.map((event) =>
      event.type === "turn-started" ? { ...event, turnId, conversationId, parentTurnId } : event,
    );
    return { ...turn, id: turnId, parentTurnId, events };
  });
  return { ...file, conversation: { ...file.conversation, id: conversationId }, turns };
}

function problemOf(
  { conversation }: ConversationFile,
  { id, parentTurnId, events }: TurnFile,
  earlier: ReadonlySet<string>,
): string | null {
  const [first] = events;
  if (first?.type !== "turn-started") return "its first event is not turn-started.";
  const fits = first.turnId === id && first.conversationId === conversation.id && first.parentTurnId === parentTurnId;
  if (!fits) return "its events belong to another turn.";
  if (earlier.has(id)) return "it is there twice.";
  if (parentTurnId !== null && !earlier.has(parentTurnId)) return "the turn it follows is not before it.";
  return orderProblem(events);
}

function orderProblem(events: readonly StoredEvent[]): string | null {
  if (events.filter(({ type }) => type === "turn-started").length > 1) return "it starts twice.";
  const rises = events.every(({ seq }, index) => seq > (events[index - 1]?.seq ?? 0));
  return rises ? null : "its events are not in order.";
}

function wordsFor(issue: z.core.$ZodIssue | undefined): string {
  const [list = "file", turn, part, event, ...field] = issue?.path ?? [];
  const message = issue?.message ?? "It cannot be read.";
  if (list === "version") return "it has a version that this Parley does not know. A newer one can read it.";
  if (list !== "turns" || typeof turn !== "number") return `${String(list)}: ${message}`;
  return `turn ${turn + 1}${typeof event === "number" ? eventWords(part, event, field) : ""}: ${message}`;
}

function eventWords(part: PropertyKey | undefined, index: number, field: readonly PropertyKey[]): string {
  const where = field.length === 0 ? "" : `, ${field.map(String).join(" ")}`;
  return `, ${part === "events" ? "event" : "page"} ${index + 1}${where}`;
}

function wrong(content: unknown, words: string): FailureError {
  const title: unknown = Object(Object(content).conversation).title;
  const name = typeof title === "string" && title.trim() !== "" ? ` "${title.trim().slice(0, 80)}"` : "";
  return new FailureError(failure("invalid_request", `The conversation${name}: ${words} Nothing was imported.`, 400));
}
