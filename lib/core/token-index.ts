import { plainNumber } from "./guard-tokens";
import { tokensOf } from "./text-tokens";

/** A form that a text does not have. */
export const unknownForm = -1;

/** The tokens of a normalised text as numbers: equal forms have equal numbers. "1,500" and "1500" are one form. */
export type TokenIndex = {
  text: string;
  forms: Int32Array;
  starts: readonly number[];
  ends: readonly number[];
  /** The number of a form of another text; `unknownForm` when it does not occur here. */
  formOf(text: string, start: number, end: number): number;
  /** Where a form stands, as positions in `forms`, in order. */
  placesOf(form: number): Int32Array;
};

/**
 * Reads a text once. Words are compared where they stand: a panel's answers have some hundred thousand of them, and making
 * a string of each would take most of the time of a check.
 */
export function indexTokens(text: string): TokenIndex {
  const { starts, ends } = tokensOf(text);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * starts.length + 2))).fill(unknownForm);
  const forms = new Int32Array(starts.length);
  const firstOf: number[] = [];
  const numbers = new Map<string, number>();

  /** The slot of a word: where it is, or where it belongs. */
  function slotOf(other: string, start: number, end: number): number {
    let slot = hashOf(other, start, end) & (slots.length - 1);
    for (; ; slot = (slot + 1) & (slots.length - 1)) {
      const form = slots[slot] ?? unknownForm;
      if (form === unknownForm || isSame(firstOf[form] ?? 0, other, start, end)) return slot;
    }
  }

  function isSame(token: number, other: string, start: number, end: number): boolean {
    const from = starts[token] ?? 0;
    if ((ends[token] ?? 0) - from !== end - start) return false;
    for (let at = 0; at < end - start; at += 1) {
      if (text.charCodeAt(from + at) !== other.charCodeAt(start + at)) return false;
    }
    return true;
  }

  for (let token = 0; token < starts.length; token += 1) {
    const start = starts[token] ?? 0;
    const end = ends[token] ?? start;
    const number = numberAt(text, start, end);
    const slot = number === null ? slotOf(text, start, end) : 0;
    const known = number === null ? slots[slot] : numbers.get(number);
    const form = known === undefined || known === unknownForm ? firstOf.push(token) - 1 : known;
    forms[token] = form;
    if (number === null) slots[slot] = form;
    else numbers.set(number, form);
  }
  const { from, order } = sorted(forms, firstOf.length);
  return {
    text,
    forms,
    starts,
    ends,
    formOf(other, start, end) {
      const number = numberAt(other, start, end);
      if (number !== null) return numbers.get(number) ?? unknownForm;
      return slots[slotOf(other, start, end)] ?? unknownForm;
    },
    placesOf: (form) => (form === unknownForm ? order.subarray(0, 0) : order.subarray(from[form], from[form + 1])),
  };
}

/** A number without its separators; null when the token is none. */
function numberAt(text: string, start: number, end: number): string | null {
  const code = text.charCodeAt(start);
  return code >= 48 && code <= 57 ? plainNumber(text.slice(start, end)) : null;
}

/** FNV-1a. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return hash ^ (hash >>> 15);
}

/** Positions by form (a counting sort): those of form f are order[from[f]..from[f + 1]). */
function sorted(forms: Int32Array, count: number): { from: Int32Array; order: Int32Array } {
  const from = new Int32Array(count + 1);
  for (const form of forms) from[form + 1] = (from[form + 1] ?? 0) + 1;
  for (let form = 0; form < count; form += 1) from[form + 1] = (from[form + 1] ?? 0) + (from[form] ?? 0);
  const next = from.slice();
  const order = new Int32Array(forms.length);
  for (let at = 0; at < forms.length; at += 1) {
    const form = forms[at] ?? 0;
    const place = next[form] ?? 0;
    order[place] = at;
    next[form] = place + 1;
  }
  return { from, order };
}
