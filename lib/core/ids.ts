import { z } from "zod";

/** Letters, digits, `-` and `_`, so that an id is safe in a URL and in SQL without escaping. */
const idText = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/, "An id has only letters, digits, - and _.");

export const ConversationId = idText.brand<"ConversationId">();
export type ConversationId = z.infer<typeof ConversationId>;

export const TurnId = idText.brand<"TurnId">();
export type TurnId = z.infer<typeof TurnId>;

export const PanelId = idText.brand<"PanelId">();
export type PanelId = z.infer<typeof PanelId>;

export const ProviderId = idText.brand<"ProviderId">();
export type ProviderId = z.infer<typeof ProviderId>;

export const TokenId = idText.brand<"TokenId">();

/** A server of tools (Model Context Protocol) that a person added. */
export const McpServerId = idText;

/** One place on the panel, `p1` to `p8`; `p9` is the guest of a full panel. The same model may sit on it twice. */
export const PanelistId = z
  .string()
  .regex(/^p[1-9]$/, "A panelist id is p1 to p9.")
  .brand<"PanelistId">();
export type PanelistId = z.infer<typeof PanelistId>;

/** One judging of a turn: `v1`, `v2`, ... */
export const VerdictId = z
  .string()
  .regex(/^v[1-9]\d*$/)
  .brand<"VerdictId">();
export type VerdictId = z.infer<typeof VerdictId>;

/** One point of an analysis, `c1`, `c2`, ... in order of acceptance; dropped points leave gaps. */
export const PointId = z
  .string()
  .regex(/^c[1-9]\d*$/)
  .brand<"PointId">();
export type PointId = z.infer<typeof PointId>;

/** `provider:model-id`, split at the first colon. A bare id means the first connected provider that lists it. */
export const ModelName = z
  .string()
  .trim()
  .min(1, "Choose a model.")
  .max(200, "A model name has at most 200 characters.")
  .regex(/^\S+$/, "A model name has no spaces.");
export type ModelName = z.infer<typeof ModelName>;

/** Gives a fresh unique id; injected so that tests can count. */
export type NewId = () => string;

/** The panelist id of a seat, counted from 0. */
export function seatId(index: number): PanelistId {
  return PanelistId.parse(`p${index + 1}`);
}
