import { z } from "zod";
import { ModelName, PanelistId, PointId } from "./ids";

/** What a follow-up is: another form of the last final answer, doubt about one of its points, or a question of its own. */
export const FollowUpKind = z.enum(["form", "point", "new"]);
export type FollowUpKind = z.infer<typeof FollowUpKind>;

const Position = z.object({ panelistId: PanelistId, model: ModelName, says: z.string(), quote: z.string() });

/** A point of the verdict before, as the follow-up may doubt it. */
export const FollowUpPoint = z.object({ pointId: PointId, topic: z.string(), positions: z.array(Position) });
export type FollowUpPoint = z.infer<typeof FollowUpPoint>;

const FollowUpSource = z.object({
  url: z.string(),
  title: z.string(),
  date: z.string(),
  site: z.string().optional(),
  author: z.string().optional(),
  status: z.enum(["fetched", "found", "cited"]),
});

/** What the turn before left to a follow-up of which it is told first what it is (judge.md section 17). */
export const FollowUp = z.object({
  points: z.array(FollowUpPoint),
  /** Its final answer, with links in place of the marks of sources. */
  finalAnswer: z.string(),
  /** The pages that it names. */
  sources: z.array(FollowUpSource),
});
export type FollowUp = z.infer<typeof FollowUp>;
