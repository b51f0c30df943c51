import { z } from "zod";

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
    }),
  ),
  /** Why its tools could not be read last time; empty = they could. */
  problem: z.string(),
  /** Milliseconds since the epoch; null = never. */
  checkedAt: z.number().nullable(),
});
export type McpServerView = z.infer<typeof McpServerView>;

const Label = z.string().trim().min(1, "Give the server a name.").max(40, "A name has at most 40 characters.");
const Url = z
  .string()
  .trim()
  .max(500)
  .refine(
    (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""),
    "Give an address that begins with http:// or https://.",
  )
  .refine((text) => {
    const url = URL.parse(text);
    return !url || (url.username === "" && url.password === "");
  }, "Put the key into its own field, not into the address.");
const Key = z
  .string()
  .trim()
  .max(2000)
  .regex(/^[\x21-\x7e]*$/, "A key has no spaces or special characters.");

/** POST /api/mcp-servers. Its tools are read at once; none is allowed yet. */
export const CreateMcpServerBody = z.object({ label: Label, url: Url, key: Key.default("") }).strict();
export type McpServerInput = z.input<typeof CreateMcpServerBody>;

/** PATCH /api/mcp-servers/:id. A new address clears the key, unless a key comes with it, and all that was allowed. */
export const PatchMcpServerBody = z
  .object({
    label: Label.optional(),
    url: Url.optional(),
    key: Key.optional(),
    allowed: z.array(z.string()).max(128).optional(),
  })
  .strict();
export type McpServerPatch = z.input<typeof PatchMcpServerBody>;
