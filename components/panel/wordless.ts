import { seatId } from "@/lib/core/ids";
import type { Panel } from "@/lib/core/panel";
import { type Draft, panelInputOf } from "./draft";

/** The panel without its words: what an estimate is asked for, so that typing a name or a role asks nothing. */
export function withoutWords(draft: Draft): Panel {
  // Roles and instructions are a few hundred tokens beside several thousand.
  return {
    ...panelInputOf(draft),
    name: "Estimate",
    description: "",
    panelists: draft.seats.map(({ key: _key, ...seat }, index) => ({
      ...seat,
      id: seatId(index),
      label: "",
      role: "",
    })),
    judge: { ...draft.judge, instructions: "" },
    synthesizer: { ...draft.synthesizer, instructions: "" },
    tools: draft.tools,
    limits: draft.limits,
    dataPolicy: draft.dataPolicy,
  };
}
