import { z } from "zod";
import { TurnMode } from "./events";
import { FailureCode } from "./failure";
import { ModelName, PanelId, PanelistId, PointId, TurnId, VerdictId } from "./ids";
import { PanelSnapshot, PanelSpec } from "./panel";
import { Ruling } from "./ruling";
import type { TurnState } from "./turn";

/** The app API's shapes, read by the server's edge and by the browser's client alike. */

export const maxQuestionLength = 100_000;

const Question = z
  .string()
  .refine((text) => text.trim().length > 0, "Write a question first.")
  .max(maxQuestionLength, "A question has at most 100,000 characters.");

/** POST /api/conversations/:id/turns */
export const AskBody = z
  .object({
    question: Question,
    mode: TurnMode.default("panel"),
    panelId: PanelId.optional(),
    panel: PanelSpec.optional(),
    parentTurnId: TurnId.nullable().optional(),
    /** Mode solo: the seat that answers; absent = the one that answered alone last in this conversation, else the first. */
    soloPanelistId: PanelistId.optional(),
    /**
     * Of a follow-up in mode panel. sort: the writer tells first what it is, and the panel is asked only where that needs it.
     * panel: the panel is asked. Absent = as the panel has it.
     */
    followUp: z.enum(["sort", "panel"]).optional(),
    /** Mode panel: all seats at once. No two go first, and a follow-up is sorted only on request. Absent = as the panel has it. */
    allAtOnce: z.boolean().optional(),
  })
  .strict()
  .refine((body) => !body.allAtOnce || body.mode === "panel", {
    message: "All seats are asked together in mode panel only.",
    path: ["allAtOnce"],
  })
  .refine((body) => body.soloPanelistId === undefined || body.mode === "solo", {
    message: "A seat is chosen for mode solo only.",
    path: ["soloPanelistId"],
  })
  .refine((body) => (body.panelId === undefined) !== (body.panel === undefined), {
    message: "Send either panelId or panel.",
    path: ["panelId"],
  });
export type AskInput = z.input<typeof AskBody>;

/** POST /api/turns/:id/verdicts. While the panel still writes: empty, "judge now with what is there". */
export const JudgeBody = z
  .object({
    judge: ModelName.optional(),
    /** Who writes the final answer; null = the judge's model. */
    synthesizer: ModelName.nullable().optional(),
    /** Added to what the panel tells its judge and its synthesizer. */
    instructions: z.string().trim().max(4000, "Instructions have at most 4,000 characters.").optional(),
    /** The answers that are judged; absent = all there are. */
    panelistIds: z.array(PanelistId).min(1, "Choose at least one answer.").max(8).optional(),
    /**
     * Present, even empty: no judge is asked. The analysis of the current verdict stands, and the final answer is written
     * anew, bound by these rulings and by those that are kept with its points.
     */
    rulings: z.array(Ruling).max(40).optional(),
    /**
     * The decisions on points of verdicts before that bind this final answer too, in the words they are carried in; absent =
     * all of them. What is left out is taken back, for the verdicts after this one too.
     */
    carried: z.array(z.string().max(2000)).max(200).optional(),
  })
  .strict()
  .refine((body) => !body.rulings || (body.judge === undefined && body.panelistIds === undefined), {
    message: "Rulings are about the points there are: no other judge and no other answers go with them.",
    path: ["rulings"],
  });
export type JudgeInput = z.input<typeof JudgeBody>;

/** PATCH /api/turns/:id: which verdict counts, for follow-ups too; or a ruling on one of its points, null = taken back. */
export const PatchTurnBody = z.union([
  z.object({ currentVerdictId: VerdictId }).strict(),
  z
    .object({ ruling: z.object({ verdictId: VerdictId, pointId: PointId, ruling: Ruling.nullable() }).strict() })
    .strict(),
]);

/** POST /api/turns/:id/rebuttals: the panelists of one contradiction are asked about it, and about nothing else. */
export const RebuttalBody = z.object({ verdictId: VerdictId, pointId: PointId }).strict();

/** POST /api/conversations: an empty conversation; its title comes from the first question. */
export const CreateConversationBody = z.object({ title: z.string().trim().max(200).default("") }).strict();

/** PATCH /api/conversations/:id. `deleted: false` undoes a delete. */
export const PatchConversationBody = z
  .object({
    title: z
      .string()
      .trim()
      .min(1, "A title cannot be empty.")
      .max(200, "A title has at most 200 characters.")
      .optional(),
    pinned: z.boolean().optional(),
    archived: z.boolean().optional(),
    deleted: z.literal(false).optional(),
  })
  .strict();
export type ConversationPatch = z.infer<typeof PatchConversationBody>;

export const ConversationSummary = z.object({
  id: z.string(),
  title: z.string(),
  pinned: z.boolean(),
  archived: z.boolean(),
  /** Whether a turn of it is running now. */
  running: z.boolean(),
  /** The program whose turns these are; null = a person began it in the app. */
  client: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;

/** GET /api/conversations?q=&cursor= , newest first; pinned ones come on the first page. */
export const ConversationPage = z.object({
  conversations: z.array(ConversationSummary),
  nextCursor: z.string().nullable(),
});
export type ConversationPage = z.infer<typeof ConversationPage>;

/** GET /api/conversations/:id: turns in the order they were asked. */
export type ConversationView = ConversationSummary & { turns: TurnState[] };

export const SavedPanel = PanelSnapshot.extend({
  panelId: z.string(),
  slug: z.string(),
  builtIn: z.boolean(),
  position: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type SavedPanel = z.infer<typeof SavedPanel>;

/** GET /api/panels; `defaultPanelId` is the one used last, else the best one that can run. */
export const PanelList = z.object({ panels: z.array(SavedPanel), defaultPanelId: z.string() });
export type PanelList = z.infer<typeof PanelList>;

/** PATCH /api/panels: the new order of all panels. */
export const ReorderPanelsBody = z.object({ panelIds: z.array(PanelId).min(1).max(1000) }).strict();

/** A panel file as exported; POST /api/panels/import takes one or many. */
export const PanelFile = z.object({
  parley: z.literal("panels"),
  version: z.literal(1),
  panels: z.array(PanelSpec).min(1, "The file holds no panel.").max(100),
});
export type PanelFile = z.input<typeof PanelFile>;

/** POST /api/estimate */
export const EstimateBody = z
  .object({
    question: z.string().max(maxQuestionLength).default(""),
    panelId: PanelId.optional(),
    panel: PanelSpec.optional(),
    conversationId: z.string().optional(),
    mode: TurnMode.default("panel"),
    /** Mode solo: the seat that answers; absent = the first. */
    soloPanelistId: PanelistId.optional(),
  })
  .strict()
  .refine((body) => (body.panelId === undefined) !== (body.panel === undefined), {
    message: "Send either panelId or panel.",
    path: ["panelId"],
  });
export type EstimateInput = z.input<typeof EstimateBody>;

export const Estimate = z.object({
  /** US dollars; null = some price is unknown. Both 0 = the whole panel is free to run. */
  costUsd: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Seconds; null = no history of these models here and no way to tell. */
  seconds: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Models whose price is unknown. */
  unpriced: z.array(ModelName),
  capUsd: z.number().nullable(),
  /** Whether the cap could stop the turn. */
  capCouldStop: z.boolean(),
});
export type Estimate = z.infer<typeof Estimate>;

/** GET /api/judges: how the models that have judged here did, the one used last first. */
export type JudgeList = {
  judges: {
    model: string;
    label: string;
    /** Judgings that gave an analysis, and those that did not. */
    verdicts: number;
    failedVerdicts: number;
    /** Quotes of all of them, and how many were not in the answer the judge named, before any repair. */
    quotesChecked: number;
    quotesFailed: number;
  }[];
};

/** GET/PATCH /api/settings */
export const Appearance = z.object({
  theme: z.enum(["system", "light", "dark"]),
  answerFont: z.enum(["serif", "sans"]),
  singleKeys: z.boolean(),
  columns: z.number().int().min(1).max(4),
});
export type Appearance = z.infer<typeof Appearance>;
export const PatchSettingsBody = Appearance.partial().strict();

export const SettingsView = Appearance.extend({
  /** Where the database lives on the server's disk. */
  dataLocation: z.string(),
  databaseBytes: z.number(),
  version: z.string(),
  passwordOn: z.boolean(),
});
export type SettingsView = z.infer<typeof SettingsView>;

/** POST /api/sign-in */
export const SignInBody = z.object({ password: z.string().min(1, "Enter the password.").max(1000) }).strict();

/** DELETE /api/data: everything a person made. */
export const DeleteEverythingBody = z.object({ confirm: z.literal("delete everything") }).strict();

/** RFC 9457 problem document. `type` is `urn:parley:problem:<code>`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: FailureCode,
  /** What the server's log calls this request; also in the header `x-request-id`. */
  requestId: z.string().optional(),
  /** Input errors: which field, and what is wrong with it. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

export const Health = z.object({ status: z.enum(["ok"]), version: z.string(), db: z.enum(["ok"]), epoch: z.number() });
