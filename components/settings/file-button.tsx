"use client";
import { type ChangeEvent, useRef } from "react";
import { Button } from "@/components/ui/button";

type FileButtonProps = {
  words: string;
  label: string;
  accept: string;
  busy: string | null;
  onFile: (file: File) => void;
};

/** A button that asks for one file. `busy`: what it says, disabled, while that is worked on. */
export function FileButton({ words, label, accept, busy, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);

  function choose(event: ChangeEvent<HTMLInputElement>): void {
    const [file] = event.target.files ?? [];
    // The same file may be chosen again.
    event.target.value = "";
    if (file) onFile(file);
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        className="sr-only"
        onChange={choose}
      />
      <Button disabled={busy !== null} onClick={() => input.current?.click()}>
        {busy ?? words}
      </Button>
    </>
  );
}
