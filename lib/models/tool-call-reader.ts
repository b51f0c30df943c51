import type { ToolCall } from "@/lib/core/model";
import { isRecord, type JsonRecord, listIn, recordIn, textIn } from "./json-value";

type Slot = { index: number | null; id: string; name: string; written: string };

const maxCalls = 32;

export type ToolCallReader = {
  /** Takes in what a delta or a complete message says of calls; gives the characters it brought. */
  read(delta: JsonRecord): number;
  /** The calls so far, each with an id, in the order they began. */
  calls(): ToolCall[];
};

/**
 * Puts tool calls together from their pieces. Hosts leave out index, id or type, give every parallel call the index 0,
 * repeat the name in each piece, or write the arguments as an object; all of that is read.
 */
export function createToolCallReader(): ToolCallReader {
  const slots: Slot[] = [];

  function readPiece(piece: JsonRecord): number {
    const said = recordIn(piece.function) ?? piece;
    const index = typeof piece.index === "number" ? piece.index : null;
    const heard = {
      index,
      id: textIn(piece.id) ?? "",
      name: textIn(said.name) ?? "",
      written: writtenIn(said.arguments),
    };
    const slot = slotFor(slots, heard);
    if (slot) {
      slot.id ||= heard.id;
      slot.name ||= heard.name;
      slot.written += heard.written;
    } else if (slots.length < maxCalls) slots.push(heard);
    return heard.name.length + heard.written.length;
  }

  return {
    read(delta) {
      const pieces = [...listIn(delta.tool_calls), delta.function_call].filter(isRecord);
      return pieces.reduce((sum, piece) => sum + readPiece(piece), 0);
    },
    calls: () => slots.map(({ id, name, written }, at) => ({ id: id || idFor(at, slots), name, arguments: written })),
  };
}

/** The call that a piece goes on with; undefined = it begins another. */
function slotFor(slots: readonly Slot[], heard: Slot): Slot | undefined {
  const sameIndex = heard.index === null ? undefined : slots.findLast((slot) => slot.index === heard.index);
  if (heard.id !== "")
    return slots.find((slot) => slot.id === heard.id) ?? (isSequel(sameIndex, heard) ? sameIndex : undefined);
  if (heard.index !== null) return sameIndex;
  const last = slots.at(-1);
  return last && isWhole(last) && heard.name !== "" ? undefined : last;
}

/** Some hosts make up a new id for every piece; a new call has a name. */
function isSequel(slot: Slot | undefined, heard: Slot): boolean {
  return slot?.id === "" || heard.name === "";
}

function isWhole({ name, written }: Slot): boolean {
  return name !== "" && written !== "";
}

function writtenIn(value: unknown): string {
  return isRecord(value) ? JSON.stringify(value) : (textIn(value) ?? "");
}

/** Nine letters and digits, the strictest form that hosts ask for; free of the ids that came. */
function idFor(at: number, slots: readonly Slot[]): string {
  let number = at;
  const made = () => `call${String(number).padStart(5, "0")}`;
  while (slots.some(({ id }) => id === made())) number += maxCalls;
  return made();
}
