import { z } from "zod";

/** What a program may do: `ask` panels and models (which spends money), `read` all turns of this installation. */
export const TokenScope = z.enum(["ask", "read"]);
export type TokenScope = z.infer<typeof TokenScope>;

/** Over which time a spending cap counts: a calendar month (UTC), or all of a token's life. */
export const CapPeriod = z.enum(["month", "total"]);
export type CapPeriod = z.infer<typeof CapPeriod>;

const Name = z.string().trim().min(1, "Give the token a name.").max(60, "A name has at most 60 characters.");
const Scopes = z
  .array(TokenScope)
  .min(1, "Choose at least one thing that programs may do.")
  .transform((scopes) => TokenScope.options.filter((scope) => scopes.includes(scope)));
const CapUsd = z
  .number("Give the cap in US dollars.")
  .min(0.01, "A cap is at least $0.01.")
  .max(1_000_000, "A cap is at most $1,000,000.")
  .nullable();

/** POST /api/tokens. Without history, turns are not listed and are removed a day after the last one. */
export const CreateTokenBody = z
  .object({
    name: Name,
    scopes: Scopes,
    capUsd: CapUsd.default(null),
    capPeriod: CapPeriod.default("month"),
    keepsHistory: z.boolean().default(true),
  })
  .strict();
export type TokenInput = z.input<typeof CreateTokenBody>;

/** PATCH /api/tokens/:id. `revoked: false` undoes a revoke. */
export const PatchTokenBody = z
  .object({
    name: Name.optional(),
    scopes: Scopes.optional(),
    capUsd: CapUsd.optional(),
    capPeriod: CapPeriod.optional(),
    keepsHistory: z.boolean().optional(),
    revoked: z.literal(false).optional(),
  })
  .strict();

export type TokenPatch = z.input<typeof PatchTokenBody>;

/** GET /api/tokens: never the token itself. Times in ms since the epoch, money in US dollars. */
export const TokenView = z.object({
  id: z.string(),
  name: z.string(),
  /** How it begins, to recognise it by. */
  prefix: z.string(),
  scopes: z.array(TokenScope),
  capUsd: z.number().nullable(),
  capPeriod: CapPeriod,
  keepsHistory: z.boolean(),
  createdAt: z.number(),
  /** null = never. */
  lastUsedAt: z.number().nullable(),
  /** What is known to be spent: calls without a price count as nothing. */
  spentUsd: z.object({ month: z.number(), total: z.number() }),
});
export type TokenView = z.infer<typeof TokenView>;

/** The answer to POST /api/tokens: the only time the token is told. */
export const CreatedToken = z.object({ token: TokenView, secret: z.string() });
export type CreatedToken = z.infer<typeof CreatedToken>;
