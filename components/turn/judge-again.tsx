"use client";

import { lazy, type ReactNode } from "react";
import type { TurnState } from "@/lib/core/turn";
import { type DialogTrigger, LazyDialog } from "./lazy-dialog";

const load = () => import("./judge-again-dialog").then((module) => ({ default: module.JudgeAgainDialog }));
const JudgeAgainDialog = lazy(load);
const prefetch = () => void load();

/** Opens the choices of another judging. */
export function JudgeAgain({ turn, trigger }: { turn: TurnState; trigger: (props: DialogTrigger) => ReactNode }) {
  return (
    <LazyDialog prefetch={prefetch} trigger={trigger}>
      {(state) => <JudgeAgainDialog turn={turn} {...state} />}
    </LazyDialog>
  );
}
