import { z } from "zod";
import { PanelistId, PointId } from "./ids";

/** How a person decides a point: for one side, for both, open; or the point is left out of the final answer. */
export const Decision = z.enum(["side", "both", "unresolved", "drop"]);
export type Decision = z.infer<typeof Decision>;

/** A person's word on a point. It binds the next final answer (judge.md section 14) and is kept with the verdict. */
export const Ruling = z
  .object({
    pointId: PointId,
    decision: Decision,
    /** Decision "side": the panelists who are held to be right. */
    panelistIds: z.array(PanelistId).max(8).default([]),
  })
  .strict()
  .refine(({ decision, panelistIds }) => (decision === "side") === panelistIds.length > 0, {
    message: "A ruling for a side names its panelists; any other names none.",
    path: ["panelistIds"],
  });
export type Ruling = z.infer<typeof Ruling>;
