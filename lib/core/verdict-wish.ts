import type { TurnEvent } from "./events";
import type { PanelistId } from "./ids";
import type { Panel } from "./panel";
import { maxPanelists } from "./panel-rules";
import type { TurnPorts } from "./ports";
import { rewriteVerdict } from "./rewrite-verdict";
import type { Ruling } from "./ruling";
import { carriedRulings, stillCarried } from "./rulings";
import { currentAnswers, currentVerdict, isActive, type TurnState, type VerdictState } from "./turn";
import { reachVerdict } from "./verdict";
import type { VerdictWish } from "./wished-verdict";

type Asked = { turn: TurnState; wish: VerdictWish; current: () => TurnState; isScouting: boolean };

/** One judging as a person wants it; its first event says what was wanted. */
export async function* reachVerdictAsAsked(
  { turn, wish: wished, current, isScouting }: Asked,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const wish = { ...wished, panelistIds: wished.panelistIds ?? seatsOfFull(turn) };
  const base = turn.verdicts.find(({ id }) => id === wish.basedOn) ?? currentVerdict(turn);
  if (wish.rulings && base) {
    yield* writtenAnew({ turn, wish, current }, { base, posted: wish.rulings }, ports, signal);
    return;
  }
  const carried = stillCarried(carriedRulings(base), wish.carried);
  const request = { turn: turnAsWished(turn, wish), current, rulings: carried.join("\n"), isScouting };
  const facts = { ...factsOf(turn, wish), ...(carried.length > 0 ? { carried } : {}) };
  for await (const event of reachVerdict(request, ports, signal)) {
    yield event.type === "verdict-started" ? { ...event, ...facts } : event;
  }
}

/** The final answer alone, from the analysis of a verdict. */
async function* writtenAnew(
  { turn, wish, current }: Omit<Asked, "isScouting">,
  of: { base: VerdictState; posted: readonly Ruling[] },
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const again = wishAgain(turn, of.base, wish);
  const carried = stillCarried(of.base.carried ?? [], wish.carried);
  for await (const event of rewriteVerdict(
    { ...of, turn: turnAsWished(turn, again), current, carried },
    ports,
    signal,
  )) {
    yield event.type === "verdict-started" ? { ...event, ...wordsOf(again) } : event;
  }
}

/** A judge reads eight answers at most: the guest of a full panel is shown and not judged. */
function seatsOfFull({ panel: { panelists } }: TurnState): PanelistId[] | undefined {
  return panelists.length > maxPanelists ? panelists.slice(0, maxPanelists).map(({ id }) => id) : undefined;
}

/** What was wished for the verdict that another is based on still holds, unless it is wished otherwise now. */
export function wishAgain({ panel }: TurnState, base: VerdictState, wish: VerdictWish): VerdictWish {
  const { leftOut } = base;
  const seats = panel.panelists.map(({ id }) => id);
  return {
    judge: base.failedJudges[0]?.model ?? base.judge.model,
    synthesizer: wish.synthesizer === undefined ? base.synthesizer : wish.synthesizer,
    instructions: wish.instructions ?? base.instructions,
    panelistIds: leftOut ? seats.filter((id) => !leftOut.includes(id)) : undefined,
  };
}

/** The panel of a turn with another judge, synthesizer or instructions. A judge is not its own fallback. */
export function panelAsWished(panel: Panel, { judge, synthesizer, instructions }: VerdictWish): Panel {
  const model = judge ?? panel.judge.model;
  const added = (own: string) => [own, instructions ?? ""].filter((text) => text.trim() !== "").join("\n\n");
  return {
    ...panel,
    judge: {
      ...panel.judge,
      model,
      fallbacks: panel.judge.fallbacks.filter((fallback) => fallback !== model),
      instructions: added(panel.judge.instructions),
    },
    synthesizer: {
      ...panel.synthesizer,
      model: synthesizer === undefined ? panel.synthesizer.model : synthesizer,
      instructions: added(panel.synthesizer.instructions),
    },
  };
}

/** The turn as judge and synthesizer may see it: whoever is left out never sat there, and what only they cited is gone. */
function turnAsWished(turn: TurnState, wish: VerdictWish): TurnState {
  const panel = panelAsWished(turn.panel, wish);
  const { panelistIds } = wish;
  if (!panelistIds) return { ...turn, panel };
  const isIn = (id: string) => panelistIds.some((panelistId) => panelistId === id);
  return {
    ...turn,
    panel: { ...panel, panelists: panel.panelists.filter(({ id }) => isIn(id)) },
    sources: turn.sources.filter(({ seenBy, citedBy = [] }) => [...seenBy, ...citedBy].some(isIn)),
  };
}

function factsOf(turn: TurnState, wish: VerdictWish) {
  const { panelistIds } = wish;
  const leftOut = turn.panel.panelists
    .map(({ id }) => id)
    .filter((id) => panelistIds && !panelistIds.includes(id))
    .filter((id) => currentAnswers(turn).some((answer) => answer.panelistId === id && isActive(answer)));
  return { ...wordsOf(wish), ...(leftOut.length > 0 ? { leftOut } : {}) };
}

function wordsOf({ synthesizer, instructions }: VerdictWish) {
  return {
    ...(synthesizer === undefined ? {} : { synthesizer }),
    ...(instructions ? { instructions } : {}),
  };
}
