import { paneId, rowId } from "./element-ids";

const markHeight = 0.4;

function scrollBehavior(): ScrollBehavior {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

function bringIntoView(pane: HTMLElement): void {
  pane.scrollIntoView({ block: "nearest", inline: "nearest", behavior: scrollBehavior() });
}

/** Brings a pane into view with its marked words at 40 % of its height, and the focus to them. */
export function goToMark(turnId: string, panelistId: string): void {
  const pane = document.getElementById(paneId(turnId, panelistId));
  const scroller = pane?.querySelector<HTMLElement>("[data-scroller]");
  if (!pane || !scroller) return;
  bringIntoView(pane);
  // The row that opened above grows while the page scrolls, and the pane then ends lower than was aimed at.
  document.addEventListener("scrollend", () => bringIntoView(pane), { once: true });
  const mark = scroller.querySelector("mark");
  if (!mark) return;
  const offset = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += offset - scroller.clientHeight * markHeight;
  mark.focus({ preventScroll: true });
}

/** Brings a point into view and focuses its statement, or the cell of one panelist. */
export function goToPoint(turnId: string, pointId: string, cell = "[data-statement]"): void {
  const row = document.getElementById(rowId(turnId, pointId));
  if (!row) return;
  row.scrollIntoView({ block: "center", behavior: scrollBehavior() });
  const target = row.querySelector<HTMLElement>(cell) ?? row.querySelector<HTMLElement>("[data-statement]");
  target?.focus({ preventScroll: true });
}

/** Brings a pane to the front and focuses its text. */
export function goToPane(turnId: string, panelistId: string): boolean {
  const pane = document.getElementById(paneId(turnId, panelistId));
  const scroller = pane?.querySelector<HTMLElement>("[data-scroller]");
  if (!pane || !scroller) return false;
  bringIntoView(pane);
  scroller.focus({ preventScroll: true });
  return true;
}
