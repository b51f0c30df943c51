import type { TurnMode } from "@/lib/core/events";
import type { Panel } from "@/lib/core/panel";
import type { ProgramLabels } from "@/lib/core/program-labels";
import type { ProgramRequest } from "@/lib/core/program-request";

/** What a program's request means, whichever of the wire formats it came in. */
export type Intent = {
  /** The model as the program named it. */
  requested: string;
  mode: TurnMode;
  panel: Panel;
  /** The saved panel it began from; null = none. */
  panelId: string | null;
  request: ProgramRequest;
  stream: boolean;
  /** The panelists' answers go into the result as well. */
  exposePanel: boolean;
  showReasoning: boolean;
  labels: ProgramLabels;
};
