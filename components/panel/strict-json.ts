import type { ModelEntry } from "./model-book";

/** What the builder says of strict JSON for a judge; `absent`: its host is known to have none. */
export function strictJsonNote({ model, label }: Pick<ModelEntry, "model" | "label">): {
  absent: boolean;
  note: string;
} {
  const has = model?.capabilities.strictJson ?? null;
  if (has === false) return { absent: true, note: `${label} has none, as its list says: it writes plain lines.` };
  const note = "The host then holds the judge to the form. Everywhere else it writes plain lines.";
  return { absent: false, note: has === null ? `It is not known whether ${label} has it. ${note}` : note };
}
