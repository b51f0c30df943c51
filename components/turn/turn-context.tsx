"use client";

import { createContext, type Dispatch, useContext } from "react";
import type { ModelLabels } from "@/components/conversation/model-label";
import type { Named } from "./view/names";
import type { ViewAction } from "./view-state";

export type TurnContextValue = {
  turnId: string;
  seats: readonly Named[];
  labels: ModelLabels;
  /** Models that run on this machine, by name. */
  localModels: ReadonlySet<string>;
  change: Dispatch<ViewAction>;
};

export const TurnContext = createContext<TurnContextValue | null>(null);

/** What every part of one turn needs; it stays the same object while the turn goes on. */
export function useTurnContext(): TurnContextValue {
  const value = useContext(TurnContext);
  if (!value) throw new Error("This part belongs inside a turn.");
  return value;
}
