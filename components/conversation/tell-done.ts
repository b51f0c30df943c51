import type { TurnState } from "@/lib/core/turn";
import { mayTellDone } from "./done-permission";
import { doneDetail, doneWords } from "./done-words";

/** Whether nobody looks at this page: another tab or another window is in front. */
export function isAway(): boolean {
  return document.hidden || !document.hasFocus();
}

/** Says that a turn is over: in the title of the tab until somebody comes back, and on the desktop where that is allowed. */
export function tellDone(turn: TurnState, open: () => void): void {
  const words = doneWords(turn);
  if (words === null) return;
  if (isAway()) tellInTitle(words);
  if (!mayTellDone()) return;
  try {
    // Several tabs may follow the turn: one tag, one notice.
    const notice = new Notification(words, { body: doneDetail(turn), tag: `parley-turn-${turn.id}` });
    notice.addEventListener("click", () => {
      window.focus();
      notice.close();
      open();
    });
  } catch {
    // Browsers of phones have notifications only for service workers; the title stays.
  }
}

let told: { before: string; after: string } | null = null;

function tellInTitle(words: string): void {
  const before = told?.after === document.title ? told.before : document.title;
  const after = `${words} · ${before}`;
  if (told === null) {
    window.addEventListener("focus", takeBack);
    document.addEventListener("visibilitychange", takeBack);
  }
  told = { before, after };
  document.title = after;
}

function takeBack(): void {
  if (told === null || isAway()) return;
  // Another page of Parley may have its own title by now.
  if (document.title === told.after) document.title = told.before;
  told = null;
  window.removeEventListener("focus", takeBack);
  document.removeEventListener("visibilitychange", takeBack);
}
