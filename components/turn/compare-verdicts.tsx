"use client";

import { lazy, type ReactNode } from "react";
import type { TurnState } from "@/lib/core/turn";
import { type DialogTrigger, LazyDialog } from "./lazy-dialog";

const load = () => import("./compare-dialog").then((module) => ({ default: module.CompareDialog }));
const CompareDialog = lazy(load);
const prefetch = () => void load();

/** Opens two verdicts of a turn side by side. */
export function CompareVerdicts({ turn, trigger }: { turn: TurnState; trigger: (props: DialogTrigger) => ReactNode }) {
  return (
    <LazyDialog prefetch={prefetch} trigger={trigger}>
      {(state) => <CompareDialog turn={turn} {...state} />}
    </LazyDialog>
  );
}
