import { parseRow } from "@/db/event-log";
import { AskBody } from "@/lib/core/api";
import { FailureError, failure } from "@/lib/core/failure";
import type { TurnState } from "@/lib/core/turn";
import type { Container } from "@/lib/server/open-container";
import type { Program } from "@/lib/server/programs";
import { createProgress, type Progress } from "./progress";

type PanelQuestion = { question: string; panel?: string | undefined; mode?: string | undefined };

type AskParts = Pick<Container, "panels" | "programTurns" | "turns" | "follow">;

type Asked = {
  program: Program;
  wanted: PanelQuestion;
  /** Aborted = the program is not interested any longer; the turn is stopped. */
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
};

/** Asks a panel and waits for its verdict. Gives the closed turn; throws a FailureError like `programTurns.start`. */
export async function askPanel(parts: AskParts, asked: Asked): Promise<TurnState> {
  const { turns, programTurns } = parts;
  const panelId = panelIdOf(parts, asked.wanted.panel);
  const { question, mode } = asked.wanted;
  const ask = AskBody.parse({ question, panelId, ...(mode && { mode }) });
  const { turnId } = await programTurns.start(asked.program, { ask, context: [], idempotencyKey: null });
  const stop = () => turns.stop(turnId);
  if (asked.signal.aborted) stop();
  asked.signal.addEventListener("abort", stop, { once: true });
  try {
    await watch(parts, turnId, asked.onProgress);
  } finally {
    asked.signal.removeEventListener("abort", stop);
  }
  return turns.state(turnId);
}

/** Follows the turn to its end and tells how far it is. */
async function watch({ turns, follow }: AskParts, turnId: string, onProgress: Asked["onProgress"]): Promise<void> {
  const { panel, asked } = turns.state(turnId);
  const labels = new Map(panel.panelists.map(({ id, label, model }) => [String(id), label || model]));
  // Of those that are asked first, and where a model chooses, it may become all of them.
  const seats = asked?.length === 1 ? 1 : panel.panelists.length;
  const progressOf = createProgress(seats, (id) => labels.get(id) ?? id);
  for await (const rows of follow(turnId, 0, new AbortController().signal)) {
    for (const row of rows) {
      const progress = progressOf(parseRow(row));
      if (progress) onProgress(progress);
    }
  }
}

/** The panel that somebody means by its name, its slug (`quality`, `parley/quality`) or its id; the usual one by nothing. */
function panelIdOf({ panels }: Pick<AskParts, "panels">, wanted: string | undefined): string {
  const { panels: saved, defaultPanelId } = panels.list();
  const named = wanted?.trim().replace(/^parley\//, "") ?? "";
  if (named === "" || named === "openrouter/fusion") {
    if (defaultPanelId !== "") return defaultPanelId;
    throw new FailureError(failure("invalid_request", "There is no panel yet. Make one in Parley.", 400));
  }
  const found = saved.find(
    ({ panelId, slug, name }) => panelId === named || slug === named || name.toLowerCase() === named.toLowerCase(),
  );
  if (found) return found.panelId;
  const names = saved.map(({ slug }) => slug).join(", ");
  throw new FailureError(failure("invalid_request", `There is no panel "${named}". There are: ${names}.`, 400));
}
