import { z } from "zod";
import { Failure } from "./failure";
import { PanelistId } from "./ids";

export const ReplyPosition = z.enum(["concedes", "holds", "cites"]);
export type ReplyPosition = z.infer<typeof ReplyPosition>;

/** What a panelist says when it sees one contradiction again, both sides quoted without names. */
export const Reply = z.object({
  panelistId: PanelistId,
  /** null = it gave no usable reply; `failure` says why. */
  position: ReplyPosition.nullable(),
  text: z.string(),
  sources: z.array(z.string()),
  failure: Failure.nullable(),
});
export type Reply = z.infer<typeof Reply>;

/** One round of asking the panelists of a contradiction. */
export const Rebuttal = z.object({
  status: z.enum(["running", "done"]),
  asked: z.array(PanelistId),
  replies: z.array(Reply),
  /** The final answer of this verdict was written with it at hand. */
  read: z.literal(true).exactOptional(),
});
export type Rebuttal = z.infer<typeof Rebuttal>;
