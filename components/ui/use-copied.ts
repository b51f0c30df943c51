"use client";
import { useState } from "react";

const shownFor = 1600;

/** Copies text and says so for a moment. */
export function useCopied(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  function copy(text: string) {
    void write(text).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), shownFor);
    });
  }
  return { copied, copy };
}

/** Browsers give a page the clipboard only on localhost and behind TLS; a selection can be copied everywhere. */
async function write(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("aria-hidden", "true");
  area.style.cssText = "position:fixed;opacity:0";
  document.body.append(area);
  const before = document.activeElement;
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  if (!done) throw new Error("The browser did not copy.");
}
