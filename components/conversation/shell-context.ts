"use client";
import { createContext, useContext } from "react";

export type ShellControls = {
  /** Whether the sidebar is folded away where there is room for it. */
  collapsed: boolean;
  /** Whether this page keeps the width for itself below 1280 px, so that the sidebar is an overlay there. */
  wide: boolean;
  /** Folds or opens the sidebar; opens it as a drawer where it does not fit beside the page. */
  toggleSidebar: () => void;
  openSearch: () => void;
  openKeys: () => void;
};

export const ShellContext = createContext<ShellControls | null>(null);

/** What pages may ask of the frame around them. Throws outside of it. */
export function useShell(): ShellControls {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("useShell is used outside of the shell.");
  return shell;
}
