import { z } from "zod";
import { siteOf, sitePattern } from "@/lib/core/site";

/** The parameters of the fusion plugin and of the server tool `openrouter:fusion` (contract: at most 8 models, 16 steps). */

const Slug = z.string().trim().min(1, "Name a model.").max(200);
const Site = z
  .string()
  .transform((text) => siteOf(text))
  .pipe(z.string().max(253).regex(sitePattern, "Name a site like example.org."));
const sites = z.array(Site).max(100, "At most 100 sites.");

export const webToolTypes = {
  "openrouter:web_search": "search",
  "openrouter:web_fetch": "fetch",
  web_search: "search",
  web_search_preview: "search",
  web_fetch: "fetch",
} as const;

const WebToolParameters = z
  .object({
    engine: z.enum(["auto", "exa", "openrouter"], 'Only "auto", "exa" and "openrouter" are available here.').optional(),
    max_results: z.number().int().min(1).max(25).optional(),
    max_uses: z.number().int().min(1).max(50).optional(),
    allowed_domains: sites.optional(),
    excluded_domains: sites.optional(),
    blocked_domains: sites.optional(),
  })
  .strict();

/** One of Parley's web tools; its options stand under `parameters` or beside `type`. */
export const WebTool = z
  .looseObject({
    type: z.enum(["openrouter:web_search", "openrouter:web_fetch", "web_search", "web_search_preview", "web_fetch"]),
  })
  .transform(({ type, parameters, ...beside }, context) => {
    const parsed = WebToolParameters.safeParse({ ...beside, ...(isObject(parameters) ? parameters : {}) });
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        context.addIssue({ code: "custom", message: issue.message, path: issue.path });
      return z.NEVER;
    }
    return { use: webToolTypes[type], ...parsed.data };
  });
export type WebTool = z.output<typeof WebTool>;

const shared = {
  analysis_models: z.array(Slug).min(1, "Name 1 to 8 models.").max(8, "Name 1 to 8 models.").optional(),
  model: Slug.optional(),
  max_tool_calls: z.number().int().min(1, "1 to 16 calls.").max(16, "1 to 16 calls.").optional(),
  tools: z.array(WebTool).max(8, "At most 8 tools.").optional(),
};

export const Effort = z.enum(["max", "xhigh", "high", "medium", "low", "minimal", "none"]);

export const FusionToolParameters = z
  .object({
    ...shared,
    max_completion_tokens: z.number().int().min(1).max(1_000_000).optional(),
    reasoning: z.object({ effort: Effort.optional(), enabled: z.boolean().optional() }).strict().optional(),
    temperature: z.number().min(0).max(2).optional(),
    cache_control: z
      .object({ type: z.literal("ephemeral"), ttl: z.string().optional() })
      .strict()
      .optional(),
  })
  .strict();
export type FusionToolParameters = z.output<typeof FusionToolParameters>;

export const FusionPlugin = z
  .object({
    id: z.literal("fusion"),
    enabled: z.boolean().default(true),
    preset: z
      .enum(
        ["general-high", "general-budget", "general-fast"],
        "A preset is general-high, general-budget or general-fast.",
      )
      .optional(),
    /** Parley's own: the panelists' answers in `fusion.responses`. */
    expose_panel: z.boolean().default(false),
    ...shared,
  })
  .strict();
export type FusionPlugin = z.output<typeof FusionPlugin>;

/** The server tool; its options stand under `parameters` or, as some clients write them, beside `type`. */
export const FusionTool = z
  .looseObject({ type: z.literal("openrouter:fusion") })
  .transform(({ type: _type, parameters, ...beside }, context) => {
    const parsed = FusionToolParameters.safeParse({ ...beside, ...(isObject(parameters) ? parameters : {}) });
    if (!parsed.success) {
      const place = isObject(parameters) ? ["parameters"] : [];
      for (const { message, path, ...issue } of parsed.error.issues) {
        const unknown = issue.code === "unrecognized_keys" ? [issue.keys[0] ?? ""] : [];
        context.addIssue({ code: "custom", message, path: [...place, ...path, ...unknown] });
      }
      return z.NEVER;
    }
    return { fusion: parsed.data };
  });

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
