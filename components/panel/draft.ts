import type { SavedPanel } from "@/lib/core/api";
import { type Panel, type PanelInput, type Panelist, PanelSnapshot } from "@/lib/core/panel";

/** A seat while it is edited: `key` stays the same when seats move; the server gives ids by place. */
export type Seat = Omit<Panelist, "id"> & { key: string };

/** A panel while it is edited. */
export type Draft = Omit<Panel, "panelists"> & { seats: Seat[]; nextKey: number };

/** The draft of a saved panel. */
export function draftOf(panel: Panel | SavedPanel): Draft {
  return {
    name: panel.name,
    description: panel.description,
    seats: panel.panelists.map(({ id, ...seat }) => ({ ...seat, key: id })),
    judge: panel.judge,
    synthesizer: panel.synthesizer,
    tools: panel.tools,
    limits: panel.limits,
    dataPolicy: panel.dataPolicy,
    nextKey: 1,
  };
}

/** A draft with nobody on it; every other field has the default of the panel shape. */
export function emptyDraft(): Draft {
  const shape = PanelSnapshot.shape;
  return {
    name: "",
    description: "",
    seats: [],
    judge: { model: "", fallbacks: [], instructions: "", careful: false, strictJson: false },
    synthesizer: shape.synthesizer.parse(undefined),
    tools: shape.tools.parse(undefined),
    limits: shape.limits.parse(undefined),
    dataPolicy: shape.dataPolicy.parse(undefined),
    nextKey: 1,
  };
}

/** What is sent to the server: the draft without its keys. */
export function panelInputOf({ nextKey: _nextKey, seats, ...panel }: Draft): PanelInput {
  return { ...panel, panelists: seats.map(({ key: _key, ...seat }) => seat) };
}

/** Whether saving would change nothing. A field that is not a number differs from every saved one. */
export function isSameDraft(one: Draft, other: Draft): boolean {
  return writeStable(one) === writeStable(other);
}

function writeStable(draft: Draft): string {
  return JSON.stringify(panelInputOf(draft), (_key, value: unknown) => (Number.isNaN(value) ? "not a number" : value));
}
