import type { Point } from "@/lib/core/analysis";
import { serverNotes } from "./view/point-words";

/** What the server counted and changed, quietly. */
export function PointNotes({ point }: { point: Point }) {
  const notes = serverNotes(point);
  if (notes.length === 0) return null;
  return (
    <ul aria-label="From the check" className="mt-1.5 flex flex-col gap-0.5 text-12 text-text-3">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
