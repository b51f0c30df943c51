import type { UpstreamPolicy } from "./upstream-policy";

/** Watches a text that grows for a model that says one thing over and over. */
export type RepetitionWatch = {
  /** True once the newest `characters` of the text are one unit again and again. */
  push(text: string): boolean;
};

/** The end of a text that must come back for a unit to be tried; shorter ends come back by chance too often. */
const probeLength = 24;
const checksPerWindow = 4;
const mostUnitsTried = 40;

/**
 * Looks every quarter of `characters`. Only exact repetition counts: a table or a list whose lines differ by one digit is
 * none, and so is a drawn line shorter than `characters`.
 */
export function watchRepetition({ characters, longestUnit }: UpstreamPolicy["repetition"]): RepetitionWatch {
  let tail = "";
  let unchecked = 0;
  return {
    push(text) {
      tail += text;
      unchecked += text.length;
      if (unchecked < characters / checksPerWindow) return false;
      unchecked = 0;
      if (tail.length > characters) tail = tail.slice(-characters);
      return tail.length >= characters && isOneUnit(tail, longestUnit);
    },
  };
}

/** Whether a text is one unit of at most so many characters, again and again. */
function isOneUnit(text: string, longestUnit: number): boolean {
  const probe = text.slice(-probeLength);
  let at = text.length - probeLength;
  for (let tried = 0; tried < mostUnitsTried; tried += 1) {
    at = text.lastIndexOf(probe, at - 1);
    const unit = text.length - probeLength - at;
    if (at < 0 || unit > longestUnit) return false;
    if (text.startsWith(text.slice(unit))) return true;
  }
  return false;
}
