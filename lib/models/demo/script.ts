import type { Basis, Trust } from "@/lib/core/analysis";

export const panelistNames = ["atlas", "birch", "cato", "delta", "ember"] as const;
export type PanelistName = (typeof panelistNames)[number];

/** What one demo panelist writes; `thinking` is streamed first, as reasoning. */
export type ScriptAnswer = { thinking?: string; text: string };
export type ScriptAnswers = Record<PanelistName, ScriptAnswer>;

/** A view of the scripted judge. `misquote` marks words the panelist did not write: judges do that, and Parley must catch it. */
export type ScriptView = { by: PanelistName; quote: string; says?: string; part?: true; misquote?: true };

type PointBase = {
  /** How the final answer refers to the point: `⟦key⟧`. */
  key: string;
  topic: string;
  weight: 1 | 2 | 3;
};

type SharedPoint = PointBase & { kind: "consensus" | "partial_coverage"; views: readonly ScriptView[]; point: string };
type UniquePoint = PointBase & {
  kind: "unique_insights";
  views: readonly [ScriptView];
  trust: Exclude<Trust, "sourced">;
  point: string;
};
type BlindSpot = PointBase & { kind: "blind_spots"; ask: string | null; point: string };
export type Contradiction = PointBase & {
  kind: "contradictions";
  views: readonly (ScriptView & { says: string })[];
  favors: readonly PanelistName[];
  basis: Exclude<Basis, "source">;
  why: string;
};
export type ScriptPoint = SharedPoint | UniquePoint | BlindSpot | Contradiction;

/** Everything the demo knows about one question. */
export type Script = {
  /** null: the script for every question the demo does not know. */
  question: string | null;
  /** A question that must have been asked before in the conversation. */
  follows: string | null;
  answers: ScriptAnswers;
  points: readonly ScriptPoint[];
  /** Markdown with a `⟦key⟧` after each sentence that rests on a point. */
  finalAnswer: string;
};
