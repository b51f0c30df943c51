"use client";

import type { RefObject } from "react";
import { useKeys } from "@/components/ui/keys";
import { useTurnActions } from "@/lib/client/turn-actions";
import { goToPane, goToPoint } from "./go-to";
import { tellProblem } from "./show-problem";
import type { TurnContextValue } from "./turn-context";
import { useNextVerdict } from "./use-next-verdict";
import type { ViewState } from "./view-state";

type Keyed = { turn: RefObject<HTMLElement | null>; context: TurnContextValue; view: ViewState; running: boolean };

/** The keys of one turn. They work on the turn that has the focus, else on the one in the middle of the screen. */
export function useTurnKeys({ turn, context, view, running }: Keyed): void {
  const { turnId, seats, change } = context;
  const { stop } = useTurnActions(turnId);
  const when = (run: (key: string) => boolean) => (key: string) => isInFront(turn.current) && run(key);
  const goToNextVerdict = useNextVerdict(context);
  useKeys([
    { keys: "j", does: "Next point", run: when(() => focusPoint(turn.current, 1)) },
    { keys: "k", does: "Previous point", run: when(() => focusPoint(turn.current, -1)) },
    {
      keys: "c",
      does: "Next contradiction",
      run: when(() => focusPoint(turn.current, 1, '[data-kind="contradictions"]')),
    },
    { keys: "v", does: "Next verdict", run: when(goToNextVerdict) },
    {
      keys: ["1", "2", "3", "4", "5", "6", "7", "8"],
      shown: "1 to 8",
      does: "Go to that answer",
      run: when((key) => {
        const seat = seats[Number(key) - 1];
        return seat !== undefined && goToPane(turnId, seat.id);
      }),
    },
    {
      keys: "m",
      does: "Maximise the answer",
      run: when(() => {
        if (!turn.current?.querySelector("[data-pane]")) return false;
        const panelistId = focusedPane(turn.current) ?? seats[0]?.id ?? null;
        change({ type: "maximise", panelistId: view.maximised ? null : panelistId });
        return true;
      }),
    },
    {
      keys: "p",
      does: "Pin the answer",
      run: when(() => {
        const panelistId = focusedPane(turn.current);
        if (panelistId) change({ type: "pin", panelistId });
        return panelistId !== null;
      }),
    },
    { keys: "escape", does: "Close, clear the mark", run: () => leave(view, change) },
    { keys: "backspace", does: "Back to the point", run: () => returnToPoint(context, view) },
    {
      keys: "mod+.",
      does: "Stop the turn",
      run: () => {
        if (running) stop.mutate(undefined, tellProblem);
        return running;
      },
    },
  ]);
}

function returnToPoint(context: TurnContextValue, view: ViewState): boolean {
  if (!view.away || !view.followed) return false;
  goBack(context, view);
  return true;
}

/** From the marked words back to the cell or point that led there. */
export function goBack({ turnId, change }: TurnContextValue, { followed }: ViewState): void {
  change({ type: "go-back" });
  if (!followed) return;
  requestAnimationFrame(() => goToPoint(turnId, followed.pointId, `[data-cell="${followed.panelistId}"]`));
}

function leave(view: ViewState, change: TurnContextValue["change"]): boolean {
  if (view.maximised) change({ type: "maximise", panelistId: null });
  else if (view.followed) change({ type: "clear-mark" });
  else return false;
  return true;
}

function focusPoint(turn: HTMLElement | null, step: number, within = ""): boolean {
  const points = [...(turn?.querySelectorAll<HTMLElement>(`[data-point]${within}`) ?? [])];
  if (points.length === 0) return false;
  const at = points.findIndex((point) => point.contains(document.activeElement));
  const start = step > 0 ? -1 : points.length;
  const next = points[((at < 0 ? start : at) + step + points.length) % points.length];
  next?.scrollIntoView({ block: "nearest" });
  next?.querySelector<HTMLElement>("[data-statement]")?.focus({ preventScroll: true });
  return true;
}

function focusedPane(turn: HTMLElement | null): string | null {
  const pane = document.activeElement?.closest<HTMLElement>("[data-pane]");
  return pane && turn?.contains(pane) ? (pane.dataset.pane ?? null) : null;
}

function isInFront(turn: HTMLElement | null): boolean {
  if (!turn) return false;
  const focused = document.activeElement?.closest("[data-turn]");
  if (focused) return focused === turn;
  const { top, bottom } = turn.getBoundingClientRect();
  const middle = window.innerHeight / 2;
  return (top <= middle && bottom >= middle) || turn === document.querySelector("[data-turn]:last-of-type");
}
