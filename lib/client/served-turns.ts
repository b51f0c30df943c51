"use client";

import { createContext } from "react";
import type { TurnState } from "@/lib/core/turn";

/**
 * The turns as the server drew them, by id. A part whose code comes late is taken over when the turn may have gone on
 * already; it must first be drawn from the state that the server had, or React throws it away and every click with it.
 */
export const ServedTurns = createContext<ReadonlyMap<string, TurnState>>(new Map());
