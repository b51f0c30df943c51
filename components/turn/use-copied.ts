"use client";

import { useState } from "react";

const shownFor = 1600;

/** Copies text and says so for a moment. */
export function useCopied(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  function copy(text: string) {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), shownFor);
    });
  }
  return { copied, copy };
}
