"use client";
import { type DragEvent, type ReactNode, useState } from "react";

type FileDropProps = { words: string; onFile: (file: File) => void; children: ReactNode };

/** A page on which a file can be dropped; while one hangs over it, a frame says what will happen. */
export function FileDrop({ words, onFile, children }: FileDropProps) {
  const [over, setOver] = useState(false);

  function onDragOver(event: DragEvent): void {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setOver(true);
  }

  function onDragLeave(event: DragEvent): void {
    const to = event.relatedTarget;
    if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
  }

  function onDrop(event: DragEvent): void {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  }

  const listeners = { onDragOver, onDragLeave, onDrop };
  return (
    <div className="relative flex flex-1 flex-col" {...listeners}>
      {children}
      {over ? (
        <div className="pointer-events-none absolute inset-3 z-30 flex items-center justify-center rounded-12 border-2 border-dashed border-accent bg-accent-tint/80 text-14 font-medium text-accent">
          {words}
        </div>
      ) : null}
    </div>
  );
}
