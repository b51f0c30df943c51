"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, type RefObject, useState } from "react";
import { useTurnContext } from "./turn-context";
import { goBack } from "./use-turn-keys";
import type { Row } from "./view/matrix";
import type { ViewState } from "./view-state";

type PillsProps = {
  view: ViewState;
  rows: readonly Row[];
  /** The final answer has come below what the reader is looking at. */
  answerWaits: boolean;
  turn: RefObject<HTMLElement | null>;
};

/** Ways to go where the reader may want to be next; they float at the foot and move nothing. */
export function Pills({ view, rows, answerWaits, turn }: PillsProps) {
  const context = useTurnContext();
  const [seen, setSeen] = useState(false);
  const point = view.away ? rows.find((row) => row.point.id === view.followed?.pointId) : undefined;

  function goToAnswer() {
    setSeen(true);
    turn.current?.querySelector('[aria-label="Final answer"]')?.scrollIntoView({ block: "start", behavior: "smooth" });
  }

  if (point) {
    return (
      <Pill icon={<ArrowUp {...icon} />} onClick={() => goBack(context, view)}>
        Back to point {point.number}
      </Pill>
    );
  }
  if (!answerWaits || seen) return null;
  return (
    <Pill icon={<ArrowDown {...icon} />} onClick={goToAnswer}>
      Final answer ready
    </Pill>
  );
}

const icon = { "aria-hidden": true, size: 14, strokeWidth: 1.75 } as const;

function Pill({ icon, onClick, children }: { icon: ReactNode; onClick: () => void; children: ReactNode }) {
  return (
    <div className="pointer-events-none sticky bottom-24 z-40 -mt-5 flex h-0 items-end justify-center sm:bottom-16">
      <button
        type="button"
        onClick={onClick}
        className="settle-in pointer-events-auto inline-flex h-8 items-center gap-2 rounded-full border border-line-strong bg-raised px-4 text-13 font-medium shadow-3 hover:bg-hover"
      >
        {icon}
        {children}
      </button>
    </div>
  );
}
