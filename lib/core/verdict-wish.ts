import type { TurnEvent } from "./events";
import type { ModelName, PanelistId } from "./ids";
import type { Panel } from "./panel";
import type { TurnPorts } from "./ports";
import { currentAnswers, isActive, type TurnState } from "./turn";
import { reachVerdict } from "./verdict";

/** What a person wants otherwise than the panel has it, for one verdict. */
export type VerdictWish = {
  judge?: ModelName | undefined;
  /** null = the judge's model. */
  synthesizer?: ModelName | null | undefined;
  /** Added to the panel's own instructions of judge and synthesizer. */
  instructions?: string | undefined;
  /** The answers that are judged; absent = all there are. */
  panelistIds?: readonly PanelistId[] | undefined;
};

type Asked = { turn: TurnState; wish: VerdictWish; current: () => TurnState };

/** One judging as a person wants it; its first event says what was wanted. */
export async function* reachVerdictAsAsked(
  { turn, wish, current }: Asked,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  for await (const event of reachVerdict(turnAsWished(turn, wish), current, ports, signal)) {
    yield event.type === "verdict-started" ? { ...event, ...factsOf(turn, wish) } : event;
  }
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
    sources: turn.sources.filter(({ seenBy }) => seenBy.length === 0 || seenBy.some(isIn)),
  };
}

function factsOf(turn: TurnState, wish: VerdictWish) {
  const { synthesizer, instructions, panelistIds } = wish;
  const leftOut = turn.panel.panelists
    .map(({ id }) => id)
    .filter((id) => panelistIds && !panelistIds.includes(id))
    .filter((id) => currentAnswers(turn).some((answer) => answer.panelistId === id && isActive(answer)));
  return {
    ...(synthesizer === undefined ? {} : { synthesizer }),
    ...(instructions ? { instructions } : {}),
    ...(leftOut.length > 0 ? { leftOut } : {}),
  };
}
