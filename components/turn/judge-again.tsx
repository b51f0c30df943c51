"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import type { TurnState } from "@/lib/core/turn";

const load = () => import("./judge-again-dialog").then((module) => ({ default: module.JudgeAgainDialog }));
const JudgeAgainDialog = lazy(load);

type TriggerProps = { "aria-haspopup": "dialog"; onClick: () => void; onPointerEnter: () => void; onFocus: () => void };
type JudgeAgainProps = { turn: TurnState; trigger: (props: TriggerProps) => ReactNode };

/** Opens the choices of another judging; they are fetched when the pointer or focus nears. */
export function JudgeAgain({ turn, trigger }: JudgeAgainProps) {
  const [open, setOpen] = useState(false);
  const [everOpen, setEverOpen] = useState(false);
  const prefetch = () => void load();

  function show() {
    setOpen(true);
    setEverOpen(true);
  }

  return (
    <>
      {trigger({ "aria-haspopup": "dialog", onClick: show, onPointerEnter: prefetch, onFocus: prefetch })}
      {everOpen ? (
        <Suspense fallback={null}>
          <JudgeAgainDialog turn={turn} open={open} onOpenChange={setOpen} />
        </Suspense>
      ) : null}
    </>
  );
}
