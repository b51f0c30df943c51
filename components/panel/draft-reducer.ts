import { assertNever } from "@/lib/core/assert-never";
import { maxPanelists } from "@/lib/core/panel-rules";
import type { Draft, Seat } from "./draft";

export const maxFallbacks = 4;

/** Everything a person can do to a panel in the builder. */
export type DraftAction =
  | { type: "replaced"; draft: Draft }
  | { type: "described"; patch: Partial<Pick<Draft, "name" | "description">> }
  | { type: "seat-added"; model: string; label: string }
  | { type: "seat-changed"; key: string; patch: Partial<Omit<Seat, "key">> }
  | { type: "seat-duplicated"; key: string }
  | { type: "twin-removed"; key: string }
  | { type: "seat-removed"; key: string }
  | { type: "seat-restored"; seat: Seat; index: number }
  | { type: "seat-moved"; key: string; to: number }
  | { type: "judge-changed"; patch: Partial<Draft["judge"]> }
  | { type: "fallback-added"; model: string }
  | { type: "fallback-removed"; index: number }
  | { type: "fallback-moved"; index: number; to: number }
  | { type: "synthesizer-changed"; patch: Partial<Draft["synthesizer"]> }
  | { type: "tools-changed"; patch: Partial<Draft["tools"]> }
  | { type: "limits-changed"; patch: Partial<Draft["limits"]> }
  | { type: "policy-changed"; patch: Partial<Draft["dataPolicy"]> };

/** The draft after one action. An action that would break a rule (a ninth seat, an empty panel) changes nothing. */
export function changeDraft(draft: Draft, action: DraftAction): Draft {
  switch (action.type) {
    case "replaced":
      return action.draft;
    case "described":
      return { ...draft, ...action.patch };
    case "seat-added":
    case "seat-changed":
    case "seat-duplicated":
    case "twin-removed":
    case "seat-removed":
    case "seat-restored":
    case "seat-moved":
      return changeSeats(draft, action);
    case "fallback-added":
    case "fallback-removed":
    case "fallback-moved":
      return { ...draft, judge: { ...draft.judge, fallbacks: changeFallbacks(draft.judge.fallbacks, action) } };
    case "judge-changed":
      return { ...draft, judge: { ...draft.judge, ...action.patch } };
    case "synthesizer-changed":
      return { ...draft, synthesizer: { ...draft.synthesizer, ...action.patch } };
    case "tools-changed":
      return { ...draft, tools: { ...draft.tools, ...action.patch } };
    case "limits-changed":
      return { ...draft, limits: { ...draft.limits, ...action.patch } };
    case "policy-changed":
      return { ...draft, dataPolicy: { ...draft.dataPolicy, ...action.patch } };
    default:
      return assertNever(action);
  }
}

type SeatAction = Extract<DraftAction, { type: `seat-${string}` | "twin-removed" }>;
type FallbackAction = Extract<DraftAction, { type: `fallback-${string}` }>;

function changeSeats(draft: Draft, action: SeatAction): Draft {
  switch (action.type) {
    case "seat-added":
      return insertSeat(draft, draft.seats.length, newSeat(action.model, action.label));
    case "seat-changed":
      return {
        ...draft,
        seats: draft.seats.map((seat) => (seat.key === action.key ? { ...seat, ...action.patch } : seat)),
      };
    case "seat-duplicated": {
      const index = draft.seats.findIndex((seat) => seat.key === action.key);
      const seat = draft.seats[index];
      return seat ? insertSeat(draft, index + 1, seat) : draft;
    }
    case "twin-removed":
      return removeSeat(draft, twinsOf(draft.seats, action.key).findLast((seat) => seat.key !== action.key)?.key);
    case "seat-removed":
      return removeSeat(draft, action.key);
    case "seat-restored":
      return draft.seats.length < maxPanelists
        ? { ...draft, seats: draft.seats.toSpliced(action.index, 0, action.seat) }
        : draft;
    case "seat-moved":
      return {
        ...draft,
        seats: moveItem(
          draft.seats,
          draft.seats.findIndex((seat) => seat.key === action.key),
          action.to,
        ),
      };
    default:
      return assertNever(action);
  }
}

function changeFallbacks(fallbacks: string[], action: FallbackAction): string[] {
  switch (action.type) {
    case "fallback-added":
      return fallbacks.length < maxFallbacks ? [...fallbacks, action.model] : fallbacks;
    case "fallback-removed":
      return fallbacks.filter((_, index) => index !== action.index);
    case "fallback-moved":
      return moveItem(fallbacks, action.index, action.to);
    default:
      return assertNever(action);
  }
}

function newSeat(model: string, label: string): Omit<Seat, "key"> {
  return { model, label, role: "", temperature: null, reasoningEffort: null, maxOutputTokens: null, webTools: true };
}

function insertSeat(draft: Draft, index: number, seat: Omit<Seat, "key">): Draft {
  if (draft.seats.length >= maxPanelists) return draft;
  const added = { ...seat, key: `new-${draft.nextKey}` };
  return { ...draft, seats: draft.seats.toSpliced(index, 0, added), nextKey: draft.nextKey + 1 };
}

function removeSeat(draft: Draft, key: string | undefined): Draft {
  if (draft.seats.length <= 1) return draft;
  return { ...draft, seats: draft.seats.filter((seat) => seat.key !== key) };
}

/** The seats that are filled exactly alike, the named one among them: the same model asked more than once. */
export function twinsOf(seats: readonly Seat[], key: string): Seat[] {
  const seat = seats.find((candidate) => candidate.key === key);
  if (!seat) return [];
  const filling = writeFilling(seat);
  return seats.filter((candidate) => writeFilling(candidate) === filling);
}

function writeFilling({ key: _key, ...seat }: Seat): string {
  return JSON.stringify(seat);
}

/** The list with one item moved; places outside the list mean its ends, an unknown item changes nothing. */
export function moveItem<Item>(items: Item[], from: number, to: number): Item[] {
  const item = items[from];
  if (item === undefined) return items;
  const place = Math.min(Math.max(to, 0), items.length - 1);
  return place === from ? items : items.toSpliced(from, 1).toSpliced(place, 0, item);
}
