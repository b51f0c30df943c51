import { z } from "zod";
import { McpServerId, ModelName, PanelistId, seatId } from "./ids";
import { maxPanelists } from "./panel-rules";
import { siteOf, sitePattern } from "./site";

export const ReasoningEffort = z.enum(["minimal", "low", "medium", "high"]);
export type ReasoningEffort = z.infer<typeof ReasoningEffort>;

const line = (max: number) => z.string().trim().max(max);

const PanelistSpec = z.object({
  /** Given by the server; ignored on input. */
  id: PanelistId.optional(),
  model: ModelName,
  /** What the panelist is called on screen; empty means the model's own name. */
  label: line(60).default(""),
  /** Role instructions, e.g. "Sceptic. Argue against the textbook answer." */
  role: line(4000).default(""),
  temperature: z.number().min(0).max(2).nullable().default(null),
  reasoningEffort: ReasoningEffort.nullable().default(null),
  maxOutputTokens: z.number().int().min(1).max(1_000_000).nullable().default(null),
  webTools: z.boolean().default(true),
  /** MCP servers whose allowed tools it may call; absent = none, and in old panels. */
  mcpServers: z.array(McpServerId).max(8, "At most 8 MCP servers.").exactOptional(),
});

const judgeSpec = z.object({
  model: ModelName,
  fallbacks: z.array(ModelName).max(4, "At most 4 fallback judges.").default([]),
  instructions: line(4000).default(""),
  /** Judges twice, with the answers in two orders. */
  careful: z.boolean().default(false),
  /** Asks for strict JSON where the judge's endpoint declares it; plain lines elsewhere. */
  strictJson: z.boolean().default(false),
});

const synthesizerSpec = z.object({
  /** null = the judge's model. */
  model: ModelName.nullable().default(null),
  instructions: line(4000).default(""),
  /** It tells first what a follow-up is: only another form, doubt about one point, or a question for the panel. */
  sortsFollowUps: z.boolean().default(true),
});

/** A site and everything below it; a name that was pasted as an address keeps only its host. */
const Domain = line(2000)
  .transform((text) => siteOf(text))
  .pipe(z.string().max(253).regex(sitePattern, "Name a site like example.org."));
const domains = z.array(Domain).max(100, "At most 100 sites.").default([]);

/** Who searches: "auto" = OpenRouter itself for its own models, else the first engine that is set up. */
export const ToolEngine = z.enum(["auto", "openrouter", "searxng", "brave", "tavily", "exa", "open"]);
export type ToolEngine = z.infer<typeof ToolEngine>;

const toolsSpec = z.object({
  search: z.boolean().default(true),
  fetch: z.boolean().default(true),
  engine: ToolEngine.default("auto"),
  /** Results per search. */
  maxResults: z.number().int().min(1).max(25).default(5),
  maxToolCalls: z.number().int().min(1).max(16).default(4),
  allowedDomains: domains,
  excludedDomains: domains,
});

const limitsSpec = z.object({
  /** How many answers close the collection: "auto" (judge.md: max(2, ceil(0.6 N))), "all", or a number. */
  quorum: z.union([z.enum(["auto", "all"]), z.number().int().min(1).max(maxPanelists)]).default("auto"),
  graceSeconds: z.number().int().min(0).max(600).default(20),
  deadlineSeconds: z.number().int().min(5, "Give at least 5 seconds.").max(3600).default(900),
  maxCostUsd: z.number().positive().max(1000).nullable().default(null),
  /** Asks the two cheapest first, and the rest only if the judge finds something that they leave open. */
  scout: z.boolean().default(false),
});

export const DataPolicy = z.object({
  /** Parley provider ids this panel may send to; empty = all connected ones. */
  allowedProviders: z.array(line(64)).max(32).default([]),
  denyDataCollection: z.boolean().default(false),
  zeroRetention: z.boolean().default(false),
  /** Further provider preferences of a program, sent to OpenRouter as they are. */
  routing: z.record(z.string(), z.unknown()).exactOptional(),
});
export type DataPolicy = z.infer<typeof DataPolicy>;

const PanelFields = z.object({
  name: z.string().trim().min(1, "Give the panel a name.").max(80, "A panel name has at most 80 characters."),
  description: line(400).default(""),
  panelists: z
    .array(PanelistSpec)
    .min(1, "A panel needs at least one panelist.")
    .max(maxPanelists, "A panel has at most 8 panelists."),
  judge: judgeSpec,
  synthesizer: synthesizerSpec.default(synthesizerSpec.parse({})),
  tools: toolsSpec.default(toolsSpec.parse({})),
  limits: limitsSpec.default(limitsSpec.parse({})),
  dataPolicy: DataPolicy.default(DataPolicy.parse({})),
});

/** What a person may send to make a panel: every field but the models has a default. Seats get their ids here. */
export const PanelSpec = PanelFields.transform((panel) => ({
  ...panel,
  panelists: panel.panelists.map((panelist, index) => ({ ...panelist, id: seatId(index) })),
}));

/** A seat as a turn stores it. */
export const PanelistSnapshot = PanelistSpec.extend({ id: PanelistId });

/** A complete panel, as a turn stores it: panels may change later. */
export const PanelSnapshot = PanelFields.extend({
  panelists: z.array(PanelistSnapshot).min(1).max(maxPanelists),
});
export type Panel = z.output<typeof PanelSnapshot>;
export type PanelInput = z.input<typeof PanelSpec>;
export type Panelist = Panel["panelists"][number];
