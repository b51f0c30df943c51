"use client";

import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import { useCopied } from "@/components/ui/use-copied";

/** A code block with its language and a copy button; it scrolls by itself. */
export function CodeBlock({ language, code, children }: { language: string; code: string; children: ReactNode }) {
  const { copied, copy } = useCopied();
  return (
    <figure className="md-code">
      <figcaption>
        <span>{language.slice(0, 40) || "text"}</span>
        <button type="button" onClick={() => copy(code)} aria-label={copied ? "Copied" : "Copy code"}>
          {copied ? <Check size={14} strokeWidth={1.75} /> : <Copy size={14} strokeWidth={1.75} />}
        </button>
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <section className="md-scroll" aria-label={language ? `Code, ${language}` : "Code"} tabIndex={0}>
        <pre>
          <code>{children}</code>
        </pre>
      </section>
    </figure>
  );
}
