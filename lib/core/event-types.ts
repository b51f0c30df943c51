import type { TurnEvent } from "./events";

/**
 * The name of every turn event, without the schemas: the browser listens for these and must not load zod for it.
 * The compiler finds a name too few (`Record`) or too many.
 */
const names: Record<TurnEvent["type"], true> = {
  "turn-started": true,
  "answer-started": true,
  "answer-queued": true,
  "answer-sent": true,
  "answer-retrying": true,
  "answer-delta": true,
  "answer-reasoning-delta": true,
  "answer-cited": true,
  "answer-tools-offered": true,
  "answer-tool-called": true,
  "answer-tool-returned": true,
  "answer-ended": true,
  "answer-failed": true,
  "verdict-started": true,
  "answer-mapped": true,
  "verdict-queued": true,
  "verdict-sent": true,
  "verdict-retrying": true,
  "judge-failed": true,
  "judge-asked-again": true,
  "point-added": true,
  "point-dropped": true,
  "analysis-revised": true,
  "analysis-kept": true,
  "analysis-ended": true,
  "analysis-failed": true,
  "synthesis-started": true,
  "synthesis-delta": true,
  "synthesis-ended": true,
  "synthesis-failed": true,
  "synthesis-audited": true,
  "synthesis-revised": true,
  "revision-failed": true,
  "verdict-ended": true,
  "rebuttal-started": true,
  "rebuttal-replied": true,
  "rebuttal-ended": true,
  "point-ruled": true,
  "verdict-chosen": true,
  "turn-reopened": true,
  "turn-ended": true,
  "turn-stopped": true,
  "turn-failed": true,
  "turn-interrupted": true,
};

export const eventNames: readonly string[] = Object.keys(names);
