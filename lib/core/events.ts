import { z } from "zod";
import { DroppedPoint, KeptPoint, Point } from "./analysis";
import { AuditFindings } from "./audit-findings";
import { fact, handedOver, ofVerdict, quoteCount, retry, spent, wasted } from "./event-parts";
import { Failure } from "./failure";
import { FollowUp, FollowUpKind } from "./follow-up";
import { ConversationId, ModelName, PanelistId, PointId, TurnId, VerdictId } from "./ids";
import { Finish, ModelMessage, ServerToolUse } from "./model";
import { PanelistSnapshot, PanelSnapshot } from "./panel";
import { PreviousPoint } from "./previous-point";
import { ProgramLabels } from "./program-labels";
import { readingEvents } from "./reading-events";
import { Reply } from "./rebuttal-reply";
import { Ruling } from "./ruling";
import { KnownSource, SeenSource } from "./seen-source";
import { ToolFailure } from "./web";
import { VerdictWish } from "./wished-verdict";

/** panel: all seats and the judge. solo: one seat alone. auto: the model that writes final answers chooses between the two. */
export const TurnMode = z.enum(["panel", "auto", "solo"]);
export type TurnMode = z.infer<typeof TurnMode>;

const ofAnswer = { panelistId: PanelistId, attempt: z.number().int().positive() };
/** How a panelist researches: tools that Parley runs, tools of its provider, or a search before it is asked. */
export const ToolWay = z.enum(["own", "server", "before"]);
export type ToolWay = z.infer<typeof ToolWay>;

/** Who makes a call of a verdict: the judge for its points, for the claims of a long answer, to look up passages or for a few answers at a time, the writer, or a seat that is asked about a point. */
export const VerdictRole = z.enum(["judge", "claims", "passages", "windows", "synthesizer", "rebuttal"]);
export type VerdictRole = z.infer<typeof VerdictRole>;

const ofCall = { ...ofVerdict, role: VerdictRole, model: ModelName, author: PanelistId.optional() };
/** Panelist to the words left out for want of room, empty = none: in place of what was told before. Absent = as before. */
const readAnew = { omitted: z.record(z.string(), z.number().int().positive()).optional() };
const ahead = { ahead: z.number().int().nonnegative() };
/** call: the model was offered the panel as a tool. classified: it was only asked which. default: its word could not be read. */
export const RouteWay = z.enum(["call", "classified", "default"]);
export type RouteWay = z.infer<typeof RouteWay>;

const known = { knownSources: z.array(KnownSource).optional() };

/** A place in the final answer that names the point it rests on. */
export const Mark = z.object({ pointId: PointId, offset: z.number().int().nonnegative() });
export type Mark = z.infer<typeof Mark>;

export const AnswerOutcome = z.enum(["done", "cut_off", "refused", "empty", "timeout", "failed", "stopped"]);
export type AnswerOutcome = z.infer<typeof AnswerOutcome>;

/** Everything that can happen in a turn. The log stores these; all state is a fold of them. */
export const TurnEvent = z.discriminatedUnion("type", [
  fact("turn-started", {
    turnId: TurnId,
    conversationId: ConversationId,
    parentTurnId: TurnId.nullable(),
    question: z.string(),
    mode: TurnMode,
    panel: PanelSnapshot,
    /** What every panelist sees before the question: earlier questions and final answers. */
    context: z.array(ModelMessage),
    /** What the parent turn decided, for judge and synthesizer; absent = nothing. Panelists never see it. */
    previous: z.array(PreviousPoint).optional(),
    /** Mode solo: the seat that answers. */
    soloPanelistId: PanelistId.optional(),
    /** Mode panel: it is told first what this follow-up is; absent = the panel is asked at once. */
    followUp: FollowUp.optional(),
    /** What a program that asked wants kept with the turn; absent = nothing. */
    labels: ProgramLabels.optional(),
    /** The seats that are asked before the rest of the panel; absent = all are asked together. */
    scouts: z.array(PanelistId).optional(),
    ...known,
  }),
  /** Mode auto, and follow-ups that are sorted: the model that chooses who answers is asked. */
  fact("route-started", { model: ModelName }),
  fact("route-queued", { model: ModelName, ...ahead }),
  fact("route-sent", { model: ModelName }),
  fact("route-retrying", { model: ModelName, ...retry }),
  /** It was stopped, or the turn was over, before it had chosen: nobody is asked. */
  fact("route-stopped", { ...wasted, model: ModelName }),
  /** The same: who answers. Told again when a model that had begun to answer calls the panel after all. */
  fact("route-decided", {
    ...wasted,
    decision: z.enum(["panel", "solo"]),
    by: RouteWay,
    model: ModelName,
    /** Its reason, in its own words; empty = it gave none. */
    reason: z.string(),
    /** What the panel, or who answers alone, is asked; absent = the question, after the conversation so far. */
    prompt: z.string().optional(),
    /** What a sorted follow-up is; whoever is asked then sees the conversation too. */
    followUp: FollowUpKind.optional(),
    /** The point that is doubted, and the seats that are asked about it; absent = all. */
    topic: z.string().optional(),
    seats: z.array(PanelistId).min(2).optional(),
    /** Decision solo: the seat the model answers from. */
    soloPanelistId: PanelistId.optional(),
    /** That seat, when the model sits on none of the panel. */
    guest: PanelistSnapshot.optional(),
    /** Why the model could not decide, so that the panel is asked. */
    failure: Failure.optional(),
  }),
  /** Ids that other turns of the conversation have given since; it stands before an event that gives some. */
  fact("sources-known", { knownSources: z.array(KnownSource) }),
  /** Two were asked first, and now the rest is: for a contradiction on this topic, or because nothing could be compared. */
  fact("rest-asked", {
    because: z.enum(["contradiction", "no_analysis", "too_few_answers"]),
    topic: z.string().optional(),
  }),
  fact("answer-started", { ...ofAnswer, model: ModelName }),
  /** Its call waits for a place, behind so many others to the same provider. */
  fact("answer-queued", { ...ofAnswer, ...ahead }),
  /** After a wait, its request goes out. */
  fact("answer-sent", ofAnswer),
  fact("answer-retrying", { ...ofAnswer, ...retry }),
  fact("answer-delta", { ...ofAnswer, text: z.string() }),
  fact("answer-reasoning-delta", { ...ofAnswer, text: z.string() }),
  fact("answer-cited", { ...ofAnswer, url: z.string(), title: z.string(), snippet: z.string().optional() }),
  /** How it may research; told again when the provider refused that way, with its reason. */
  fact("answer-tools-offered", { ...ofAnswer, way: ToolWay, refused: z.string().optional() }),
  /** `callId` is unique in its answer; `input`: the query, the address, or what the model wrote. `server`: whose tool it is, when not Parley's. */
  fact("answer-tool-called", {
    ...ofAnswer,
    callId: z.string(),
    tool: z.string(),
    input: z.string(),
    server: z.string().optional(),
  }),
  fact("answer-tool-returned", {
    ...ofAnswer,
    callId: z.string(),
    /** Who searched, in words for people. */
    engine: z.string().optional(),
    sources: z.array(SeenSource),
    /** Words of the page, and how many of them the model did not get for want of room. */
    words: z.number().int().nonnegative().optional(),
    omitted: z.number().int().nonnegative().optional(),
    failure: ToolFailure.optional(),
  }),
  fact("answer-ended", {
    ...ofAnswer,
    ...spent,
    status: AnswerOutcome.extract(["done", "cut_off", "refused", "empty"]),
    finish: Finish,
    failure: Failure.nullable(),
    resolvedModel: z.string(),
    serverToolUse: ServerToolUse.optional(),
    ...handedOver,
    /** The answer as it was written again in the form a program wants; absent = it stands as it came. */
    mended: z.string().optional(),
    /** The warning `context_cut`: its host read only so many tokens of the prompt and did not say so. */
    contextCut: z.number().int().nonnegative().optional(),
  }),
  fact("answer-failed", {
    ...ofAnswer,
    ...wasted,
    status: AnswerOutcome.extract(["cut_off", "timeout", "failed", "stopped"]),
    failure: Failure,
  }),
  fact("verdict-started", {
    ...ofVerdict,
    judge: ModelName,
    /** Anonymous label to panelist, and which attempt of that panelist is judged. */
    labels: z.record(z.string(), PanelistId),
    attempts: z.record(z.string(), z.number().int().positive()),
    seed: z.number().int(),
    nonce: z.string(),
    promptVersion: z.number().int(),
    /** Panelist to the words the judge did not read because the answers exceed its context; absent = none. */
    omitted: z.record(z.string(), z.number().int().positive()).optional(),
    /** What a person asked for when judging again; absent = as the panel has it. */
    synthesizer: ModelName.nullable().optional(),
    instructions: z.string().optional(),
    /** Answers that were there and that a person left out. */
    leftOut: z.array(PanelistId).optional(),
    /** The verdict whose analysis this one keeps: only the final answer is written anew. */
    basedOn: VerdictId.optional(),
    /** The rulings that bind this final answer; absent = none. */
    rulings: z.array(Ruling).optional(),
    /** Rulings on points of verdicts before, in words: they bind this final answer too; absent = none. */
    carried: z.array(z.string()).optional(),
    /** Careful judging: the labels of the second order. */
    secondLabels: z.record(z.string(), PanelistId).optional(),
  }),
  ...readingEvents,
  fact("verdict-queued", { ...ofCall, ...ahead }),
  fact("verdict-sent", ofCall),
  fact("verdict-retrying", { ...ofCall, ...retry }),
  fact("judge-failed", {
    ...ofVerdict,
    ...wasted,
    model: ModelName,
    ...quoteCount,
    failure: Failure,
    /** The fallback judge that is asked now; null = none left. It reads as much as it can take itself. */
    next: ModelName.nullable(),
    ...readAnew,
  }),
  /** The same judge is asked once more: lines mended, quotes found, a simpler form, another order, shorter answers. `spent`: the call before. */
  fact("judge-asked-again", {
    ...ofVerdict,
    ...wasted,
    model: ModelName,
    way: z.enum(["repair", "reduced", "quotes", "second_order", "shortened"]),
    /** Why what it wrote is not enough; absent = it is, and only lines are mended. */
    failure: Failure.optional(),
    /** The words left out of shortened answers, in place of those of `verdict-started`. */
    omitted: z.record(z.string(), z.number().int().positive()).optional(),
  }),
  fact("point-added", { ...ofVerdict, point: Point }),
  fact("point-dropped", { ...ofVerdict, dropped: DroppedPoint }),
  /** The points as they stand after quotes were repaired or two orders joined; replaces those before. */
  fact("analysis-revised", { ...ofVerdict, points: z.array(Point), dropped: z.array(DroppedPoint) }),
  /** No judge was asked: the analysis of another verdict stands. */
  fact("analysis-kept", {
    ...ofVerdict,
    points: z.array(KeptPoint),
    dropped: z.array(DroppedPoint),
    truncated: z.boolean(),
    resolvedModel: z.string().nullable(),
  }),
  fact("analysis-ended", {
    ...ofVerdict,
    ...spent,
    ...quoteCount,
    resolvedModel: z.string(),
    truncated: z.boolean(),
    /** Careful judging: why the second order gave no analysis, so that the first stands alone; absent = it gave one. */
    orderFailure: Failure.optional(),
    /** Why the points of windows were joined by rule only; absent = a call joined them, or there were none. */
    joinFailure: Failure.optional(),
  }),
  fact("analysis-failed", { ...ofVerdict, failure: Failure }),
  /** `omitted`: no judge managed, and its writer reads what it can take itself. */
  fact("synthesis-started", { ...ofVerdict, model: ModelName, ...readAnew }),
  fact("synthesis-delta", { ...ofVerdict, text: z.string() }),
  fact("synthesis-ended", {
    ...ofVerdict,
    ...spent,
    status: z.enum(["done", "cut_off"]),
    resolvedModel: z.string(),
    marks: z.array(Mark),
    ...handedOver,
  }),
  fact("synthesis-failed", { ...ofVerdict, ...wasted, failure: Failure }),
  /** The finished final answer was checked by code; `revising`: the synthesizer is asked once to mend it. */
  fact("synthesis-audited", { ...ofVerdict, findings: AuditFindings, revising: z.boolean() }),
  fact("synthesis-revised", {
    ...ofVerdict,
    ...spent,
    resolvedModel: z.string(),
    text: z.string(),
    marks: z.array(Mark),
    findings: AuditFindings,
  }),
  fact("revision-failed", { ...ofVerdict, ...wasted, failure: Failure }),
  fact("verdict-ended", ofVerdict),
  fact("rebuttal-started", { ...ofVerdict, pointId: PointId, asked: z.array(PanelistId) }),
  fact("rebuttal-replied", { ...ofVerdict, ...wasted, pointId: PointId, model: ModelName, reply: Reply }),
  fact("rebuttal-ended", { ...ofVerdict, pointId: PointId }),
  /** A person decides a point; null takes the ruling back. Like a choice it may come after the end. */
  fact("point-ruled", { ...ofVerdict, pointId: PointId, ruling: Ruling.nullable() }),
  /** A person made another verdict the current one; it may come after the end of a turn and does not open it. */
  fact("verdict-chosen", ofVerdict),
  /**
   * `ask_rest`: from now on the whole panel is asked; answers that are there are kept. `judge_again`: what was wished for the
   * verdict that is to begin; absent in old turns.
   */
  fact("turn-reopened", {
    reason: z.enum(["retry", "judge_again", "rebuttal", "ask_rest"]),
    wish: VerdictWish.optional(),
    ...known,
  }),
  /**
   * A turn that Parley could not go on with goes on: these seats are asked anew. `collecting`: the judge has to read the
   * answers again; `byItself`: nobody asked for it; `wish`: for the verdict that is to begin, absent = as the panel has it.
   */
  fact("turn-continued", {
    seats: z.array(PanelistId),
    collecting: z.boolean(),
    byItself: z.boolean(),
    wish: VerdictWish.optional(),
    ...known,
  }),
  fact("turn-ended", {}),
  fact("turn-stopped", {}),
  fact("turn-failed", { failure: Failure }),
  fact("turn-interrupted", {}),
]);
export type TurnEvent = z.infer<typeof TurnEvent>;
export type TurnEventType = TurnEvent["type"];
export type EventOf<Type extends TurnEventType> = Extract<TurnEvent, { type: Type }>;
export type AnswerEvent = Extract<TurnEvent, { panelistId: unknown }>;
export type VerdictEvent = Extract<TurnEvent, { verdictId: unknown }>;

/** An event with its place in the log of its turn: 1, 2, 3, ... without holes. */
export type StoredEvent = TurnEvent & { seq: number };

export const turnEventTypes: readonly TurnEventType[] = TurnEvent.options.map((option) => option.shape.type.value);

/** Nothing follows these unless the turn is reopened. */
const closingTypes: ReadonlySet<TurnEventType> = new Set<TurnEventType>([
  "turn-ended",
  "turn-stopped",
  "turn-failed",
  "turn-interrupted",
]);

/** What may stand behind a closing event without opening the turn again. */
export const afterwordTypes = ["verdict-chosen", "point-ruled"] as const satisfies readonly TurnEventType[];

export function isClosing(type: string): boolean {
  return (closingTypes as ReadonlySet<string>).has(type);
}
