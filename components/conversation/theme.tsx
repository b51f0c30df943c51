"use client";
import { useEffect } from "react";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { useSettings } from "@/lib/client/settings";

/** Follows the theme and the face of the answers while the page is open. */
export function ThemeFollower() {
  const settings = useSettings();
  const systemIsDark = useMediaQuery("(prefers-color-scheme: dark)");
  // A stranger has no settings; the server draws such a page as the system has it.
  const theme = settings?.theme ?? "system";
  const answerFont = settings?.answerFont;

  useEffect(() => {
    document.documentElement.classList.toggle("dark", theme === "dark" || (theme === "system" && systemIsDark));
  }, [theme, systemIsDark]);

  useEffect(() => {
    if (answerFont) document.documentElement.dataset.answerFont = answerFont;
  }, [answerFont]);

  return null;
}
