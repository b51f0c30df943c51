"use client";
import { createContext, useContext } from "react";

/** Where popups inside a dialog are mounted, so that they are above it and not inert. */
export const PopupContainer = createContext<HTMLElement | null>(null);

/** The container for Base UI's portals: `undefined` = the page; they would wait for ever for a `null`. */
export function usePopupContainer(): HTMLElement | undefined {
  return useContext(PopupContainer) ?? undefined;
}
