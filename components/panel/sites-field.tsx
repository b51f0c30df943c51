"use client";
import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { cx } from "@/components/ui/cx";
import { fieldClass } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { TextArea } from "@/components/ui/text-area";
import { countOf } from "@/components/words/counts";
import { sideField } from "./side-section";

type SitesFieldProps = {
  label: string;
  /** What no site at all means. */
  empty: string;
  sites: readonly string[];
  onChange: (sites: string[]) => void;
  error: string | undefined;
};

/** A list of sites, one a line, behind a button that counts them. */
export function SitesField({ label, empty, sites, onChange, error }: SitesFieldProps) {
  const [text, setText] = useState(sites.join("\n"));
  const id = useId();
  if (linesOf(text).join("\n") !== sites.join("\n")) setText(sites.join("\n"));
  const shown = sites.length === 0 ? empty : countOf(sites.length, "site");

  function read(next: string): void {
    setText(next);
    onChange(linesOf(next));
  }

  return (
    <div data-invalid={error === undefined ? undefined : ""}>
      <div className={cx("grid items-center gap-x-4", sideField)}>
        <span className="text-13 text-text-2">{label}</span>
        <Popover
          label={label}
          align="end"
          width={280}
          trigger={(props) => (
            <button
              type="button"
              {...props}
              aria-label={`${label}: ${shown}`}
              aria-describedby={error === undefined ? undefined : id}
              className={cx(
                fieldClass,
                "flex h-[34px] items-center gap-2 text-left",
                error !== undefined && "border-danger!",
              )}
            >
              <span className="min-w-0 flex-1 truncate">{shown}</span>
              <ChevronDown aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-2" />
            </button>
          )}
        >
          {() => (
            <div className="grid gap-1.5 p-3">
              <TextArea
                aria-label={`${label}, one a line`}
                rows={6}
                spellCheck={false}
                autoCapitalize="off"
                placeholder="example.org"
                value={text}
                onChange={(event) => read(event.target.value)}
              />
              <p className="text-12 text-text-3">One a line, each with its subdomains.</p>
            </div>
          )}
        </Popover>
      </div>
      {error === undefined ? null : (
        <p id={id} className="mt-1.5 text-12 text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

function linesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
