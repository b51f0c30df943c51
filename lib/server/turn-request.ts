import type { z } from "zod";
import type { TurnRow, TurnRows } from "@/db/turns";
import type { AskBody } from "@/lib/core/api";
import { contextOf } from "@/lib/core/context";
import { FailureError, failure } from "@/lib/core/failure";
import { followUpOf } from "@/lib/core/follow-up-material";
import { ConversationId, type ModelName, type NewId, TurnId } from "@/lib/core/ids";
import { labelPairs } from "@/lib/core/label-pairs";
import type { ModelMessage } from "@/lib/core/model";
import { type Panel, PanelSnapshot } from "@/lib/core/panel";
import { splitModelName, synthesizerModel } from "@/lib/core/panel-rules";
import { previousPointsOf } from "@/lib/core/previous-verdict";
import type { TurnRequest } from "@/lib/core/run-turn";
import { sourceIdsOf } from "@/lib/core/source-registry";
import type { TurnState } from "@/lib/core/turn";
import type { KeptRequest } from "./program-requests";
import { soloSeat } from "./solo-seat";

export type Ask = z.output<typeof AskBody>;

/** A question of a program: it brings what was said before, so the turns beside it in its conversation do not count. */
export type TurnAsk = Ask & { program?: { tokenId: string | null; context: ModelMessage[]; kept?: KeptRequest } };

export type TurnRequestParts = {
  turnRows: Pick<TurnRows, "ofConversation">;
  stateOf: (turnId: string) => TurnState;
  /** The panel saved under that id; throws not_found. */
  panelOf: (panelId: string) => Panel;
  /** Which provider a bare model name leads to; null = none is known. */
  providerOf: (model: ModelName) => string | null;
  newId: NewId;
};

/** Everything a new turn needs to know, with what was said before it. Throws a FailureError people can act on. */
export function prepareTurn(parts: TurnRequestParts, conversationId: string, ask: TurnAsk): TurnRequest {
  const panel = panelFor(parts, ask);
  refuseForeignProviders(parts.providerOf, panel);
  const known = {
    turnId: TurnId.parse(parts.newId()),
    conversationId: ConversationId.parse(conversationId),
    question: ask.question,
    mode: ask.mode,
    panel,
    ...(ask.allAtOnce ? { allAtOnce: true } : {}),
  };
  const soloAt = (before: readonly TurnState[]) =>
    ask.mode === "solo" ? { soloPanelistId: soloSeat(panel, ask.soloPanelistId, before) } : {};
  if (ask.program) return { ...known, parentTurnId: null, ...ofProgram(ask.program), ...soloAt([]) };
  const all = parts.turnRows.ofConversation(conversationId);
  const earlier = earlierTurns(all, ask.parentTurnId);
  const parent = earlier.at(-1);
  const states = new Map(all.map((turn) => [turn.id, parts.stateOf(turn.id)]));
  const earlierStates = earlier.flatMap((turn) => states.get(turn.id) ?? []);
  const parentState = parent && states.get(parent.id);
  const previous = parentState ? previousPointsOf(parentState) : [];
  const knownSources = sourceIdsOf([...states.values()]);
  return {
    ...known,
    parentTurnId: parent ? TurnId.parse(parent.id) : null,
    context: contextOf(earlierStates),
    ...(previous.length > 0 ? { previous } : {}),
    ...(knownSources.length > 0 ? { knownSources } : {}),
    ...soloAt(earlierStates),
    ...sortedBy(panel, ask, parentState),
  };
}

/** Whether it is told first what a follow-up is: in mode panel, where a verdict stands before it. */
function sortedBy({ synthesizer }: Panel, ask: Ask, parent: TurnState | undefined): Pick<TurnRequest, "followUp"> {
  const isSorted = ask.followUp === undefined ? synthesizer.sortsFollowUps && !ask.allAtOnce : ask.followUp === "sort";
  if (ask.mode !== "panel" || !isSorted || !parent) return {};
  const followUp = followUpOf(parent, ask.question);
  return followUp ? { followUp } : {};
}

function panelFor({ panelOf }: TurnRequestParts, ask: Ask): Panel {
  // A saved panel carries more than a turn keeps of it; the schema leaves the rest out.
  if (ask.panelId !== undefined) return PanelSnapshot.parse(panelOf(ask.panelId));
  if (ask.panel !== undefined) return ask.panel;
  throw new FailureError(failure("invalid_request", "Send either panelId or panel.", 400));
}

function ofProgram({ context, kept }: NonNullable<TurnAsk["program"]>): Pick<TurnRequest, "context" | "labels"> {
  const isLabelled = kept !== undefined && labelPairs(kept.labels).length > 0;
  return { context, ...(isLabelled ? { labels: kept.labels } : {}) };
}

/** A panel may name the only providers it sends to; all its models must come from them. */
export function refuseForeignProviders(providerOf: TurnRequestParts["providerOf"], panel: Panel): void {
  refuseForeignModels(providerOf, panel.dataPolicy.allowedProviders, [
    ...panel.panelists.map((panelist) => panelist.model),
    panel.judge.model,
    ...panel.judge.fallbacks,
    synthesizerModel(panel),
  ]);
}

/** The same for some of its models; no allowed providers = all are. */
export function refuseForeignModels(
  providerOf: TurnRequestParts["providerOf"],
  allowedProviders: readonly string[],
  models: readonly ModelName[],
): void {
  if (allowedProviders.length === 0) return;
  for (const model of models) {
    const provider = splitModelName(model).provider ?? providerOf(model);
    if (provider !== null && allowedProviders.includes(provider)) continue;
    const words = `This panel sends only to ${allowedProviders.join(", ")}, and ${model} does not come from there.`;
    throw new FailureError(failure("provider_not_allowed", words, 400));
  }
}

/** The turns a new one builds on, oldest first: its parent (the newest turn when none is named) and the parents of that. */
function earlierTurns(all: readonly TurnRow[], parentTurnId: TurnId | null | undefined): TurnRow[] {
  if (parentTurnId === null) return [];
  const byId = new Map(all.map((turn) => [turn.id, turn]));
  let turn = parentTurnId === undefined ? all.at(-1) : byId.get(parentTurnId);
  if (parentTurnId !== undefined && !turn) {
    throw new FailureError(failure("invalid_request", "The parent turn is not part of this conversation.", 400));
  }
  const chain: TurnRow[] = [];
  while (turn) {
    chain.unshift(turn);
    turn = turn.parentTurnId === null ? undefined : byId.get(turn.parentTurnId);
  }
  return chain;
}
