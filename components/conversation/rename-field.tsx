"use client";
import { type KeyboardEvent, useRef, useState } from "react";

type RenameFieldProps = {
  title: string;
  /** The new title, or null when nothing was changed. */
  onDone: (title: string | null) => void;
};

/** A title in place: Enter and leaving it save, Esc does not. */
export function RenameField({ title, onDone }: RenameFieldProps) {
  const [text, setText] = useState(title);
  const done = useRef(false);

  function finish(next: string | null) {
    if (done.current) return;
    done.current = true;
    onDone(next?.trim() || null);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    finish(event.key === "Enter" ? text : null);
  }

  return (
    <input
      aria-label="Title of the conversation"
      value={text}
      maxLength={200}
      ref={focusOnce}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(text)}
      className="h-[30px] w-full rounded-7 border border-line-control bg-surface px-[7px] text-13 focus-visible:outline-offset-0 pointer-coarse:h-11 pointer-coarse:text-16"
    />
  );
}

function focusOnce(field: HTMLInputElement | null): void {
  // The menu that opened the field gives focus back to its trigger first.
  if (field) requestAnimationFrame(() => field.focus());
}
