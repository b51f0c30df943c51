"use client";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { ToggleGroup } from "@/components/ui/toggle-group";
import type { Sample } from "./program-samples";

/** One of several samples at a time, with a copy button. */
export function Samples({ label, samples }: { label: string; samples: readonly Sample[] }) {
  const [id, setId] = useState(samples[0]?.id ?? "");
  const sample = samples.find((one) => one.id === id) ?? samples[0];
  if (!sample) return null;
  return (
    <div className="min-w-0">
      <ToggleGroup
        label={label}
        className="max-w-full overflow-x-auto"
        options={samples.map((one) => ({ value: one.id, label: one.label }))}
        value={sample.id}
        onChange={setId}
      />
      <CodeText name={sample.label} code={sample.code} />
      {sample.note ? <p className="mt-2 text-12 text-text-2 [overflow-wrap:anywhere]">{sample.note}</p> : null}
    </div>
  );
}

/** Code to copy. It scrolls by itself, and as a read-only field the keyboard reaches it. */
export function CodeText({ name, code }: { name: string; code: string }) {
  return (
    <div className="mt-3 overflow-hidden rounded-8 border border-line bg-sunken">
      <div className="flex items-center justify-between gap-2 border-b border-line py-1 pr-1 pl-3">
        <span className="text-12 text-text-2">{name}</span>
        <CopyButton size="sm" variant="quiet" text={code} what={`the code for ${name}`} />
      </div>
      <textarea
        readOnly
        wrap="off"
        spellCheck={false}
        aria-label={`Code for ${name}`}
        rows={code.split("\n").length}
        value={code}
        className="scroll-thin block w-full resize-none overflow-x-auto bg-transparent px-3 py-2.5 font-mono text-12 leading-5 text-text focus-visible:-outline-offset-2"
      />
    </div>
  );
}
