import { paneId, rowId, sourceTableId } from "./element-ids";

const markHeight = 0.4;

function scrollBehavior(): ScrollBehavior {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

function bringIntoView(pane: HTMLElement): void {
  pane.scrollIntoView({ block: "nearest", inline: "nearest", behavior: scrollBehavior() });
}

/** What comes later than this would take the page or the focus from whatever the reader does by then. */
const settlingMilliseconds = 5000;
const ownMoves = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/**
 * The row that opened above grows while the page scrolls, or later, when its code has come; the pane then ends lower than
 * was aimed at. Aims again when the scroll ends and whenever the page grows, until the reader moves.
 */
function keepInView(pane: HTMLElement): void {
  const reader = new AbortController();
  const settling = AbortSignal.any([AbortSignal.timeout(settlingMilliseconds), reader.signal]);
  for (const move of ownMoves) {
    window.addEventListener(move, () => reader.abort(), { once: true, passive: true, signal: settling });
  }
  document.addEventListener("scrollend", () => bringIntoView(pane), { once: true, signal: settling });
  let height = document.body.scrollHeight;
  const growth = new ResizeObserver(() => {
    if (document.body.scrollHeight === height) return;
    height = document.body.scrollHeight;
    bringIntoView(pane);
  });
  growth.observe(document.body);
  settling.addEventListener("abort", () => growth.disconnect(), { once: true });
}

/** Brings a pane into view with its marked words at 40 % of its height, and the focus to them. */
export function goToMark(turnId: string, panelistId: string): void {
  const pane = document.getElementById(paneId(turnId, panelistId));
  const scroller = pane?.querySelector<HTMLElement>("[data-scroller]");
  if (!pane || !scroller) return;
  bringIntoView(pane);
  keepInView(pane);
  whenThere(
    scroller,
    () => scroller.querySelector("mark"),
    (mark) => showMark(scroller, mark),
  );
}

/** Acts on an element now, or as soon as the code that draws it has come; not when that takes too long. */
function whenThere(root: HTMLElement, find: () => HTMLElement | null, act: (element: HTMLElement) => void): void {
  const element = find();
  if (element) {
    act(element);
    return;
  }
  const observer = new MutationObserver(() => {
    const late = find();
    if (!late) return;
    observer.disconnect();
    act(late);
  });
  observer.observe(root, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), settlingMilliseconds);
}

/** Focuses the heading of a turn's source table, which is drawn last. */
export function goToSources(turnId: string): void {
  whenThere(
    document.body,
    () => document.getElementById(sourceTableId(turnId)),
    (heading) => heading.focus(),
  );
}

function showMark(scroller: HTMLElement, mark: HTMLElement): void {
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
