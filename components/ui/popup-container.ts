"use client";
import { createContext, useContext } from "react";

/** Where popups inside a dialog are mounted, so that they are above it and not inert. */
export const PopupContainer = createContext<HTMLElement | null>(null);

export function usePopupContainer(): HTMLElement | null {
  return useContext(PopupContainer);
}
