import { z } from "zod";
import { HttpAddress, keyOf } from "./api-connection";
import { mcpToolTroubles } from "./mcp";

/** GET /api/mcp-servers: never a key. */
export const McpServerView = z.object({
  id: z.string(),
  label: z.string(),
  url: z.string(),
  keyLast4: z.string().nullable(),
  tools: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      /** It does not say that it only reads. */
      changes: z.boolean(),
      /** Whether panelists may call it; nothing is until a person says so. */
      allowed: z.boolean(),
      /** Why models cannot be told of it, or not all of it; null = they are told all. */
      trouble: z.enum(mcpToolTroubles).nullable(),
    }),
  ),
  /** Why its tools could not be read last time; empty = they could. */
  problem: z.string(),
  /** Milliseconds since the epoch; null = never. */
  checkedAt: z.number().nullable(),
});
export type McpServerView = z.infer<typeof McpServerView>;

const ServerKey = keyOf(2000);
const Label = z.string().trim().min(1, "Give the server a name.").max(40, "A name has at most 40 characters.");

/** POST /api/mcp-servers. Its tools are read at once; none is allowed yet. */
export const CreateMcpServerBody = z.object({ label: Label, url: HttpAddress, key: ServerKey.default("") }).strict();
export type McpServerInput = z.input<typeof CreateMcpServerBody>;

/** PATCH /api/mcp-servers/:id. A new address clears the key, unless a key comes with it, and all that was allowed. */
export const PatchMcpServerBody = z
  .object({
    label: Label.optional(),
    url: HttpAddress.optional(),
    key: ServerKey.optional(),
    allowed: z.array(z.string()).max(128).optional(),
  })
  .strict();
export type McpServerPatch = z.input<typeof PatchMcpServerBody>;
