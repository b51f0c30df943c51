"use client";

import type { PointState } from "@/lib/core/analysis";
import { useTurnContext } from "./turn-context";
import { decidedWords } from "./view/ruling-words";

/** Under the statement of a point: how a person decided it. */
export function DecidedLine({ point }: { point: PointState }) {
  const { seats } = useTurnContext();
  const words = decidedWords(point, seats);
  return words ? <span className="block text-12 font-normal text-text-2">{words}</span> : null;
}
