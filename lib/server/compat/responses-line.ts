import type { Hearing } from "./deliver";
import type { OutputItem } from "./responses-items";

/** How the writers of one stream put frames on it. Each frame takes the next number, so the order of the calls counts. */
export type Line = {
  turn: Hearing["turn"];
  send: (type: string, fields: Record<string, unknown>) => string;
  add: (item: OutputItem) => string;
  close: (open: OutputItem, item: OutputItem) => string;
  place: (item: OutputItem) => Record<string, unknown>;
};
