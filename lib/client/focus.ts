import { focusManager } from "@tanstack/react-query";

/** Counts a window that comes to the front as a return, not only a tab that is shown again: two windows may lie side by side. */
export function watchFocus(): void {
  focusManager.setEventListener((returned) => {
    const listener = () => returned();
    window.addEventListener("focus", listener);
    document.addEventListener("visibilitychange", listener);
    return () => {
      window.removeEventListener("focus", listener);
      document.removeEventListener("visibilitychange", listener);
    };
  });
}
