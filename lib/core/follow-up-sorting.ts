import { z } from "zod";
import type { TurnEvent } from "./events";
import { type FollowUp, FollowUpKind, type FollowUpPoint } from "./follow-up";
import { seatsOfPoint } from "./follow-up-material";
import { formPrompt, pointPrompt, sortingMessages } from "./follow-up-prompts";
import { objectsIn } from "./judge-json";
import { drawNonce } from "./labels";
import type { Routing } from "./route-call";
import { askWhich } from "./route-classifier";
import { oneLine } from "./route-reading";
import { alone } from "./route-seat";
import type { TurnState } from "./turn";

const Words = z.string().trim().catch("");
const Written = z.object({
  kind: FollowUpKind,
  point: z.string().nullable().catch(null),
  question: Words,
  reason: Words,
});

type Sorted = { kind: FollowUpKind; point: FollowUpPoint | null; question: string; reason: string };

/** What a model has written about a follow-up; null = it cannot be told. Doubt about no known point is a question. */
export function readSorted(text: string, { points }: FollowUp): Sorted | null {
  for (const object of objectsIn(text)) {
    const read = Written.safeParse(object).data;
    if (!read) continue;
    const point = points.find(({ pointId }) => pointId === read.point) ?? null;
    const kind = read.kind === "point" && !point ? "new" : read.kind;
    return { kind, point, question: read.question, reason: oneLine(read.reason) };
  }
  return null;
}

/**
 * Asks the writer what a follow-up is: the form of the final answer only, which it then changes alone; doubt about one point,
 * which those are asked about who hold it; or a question for the panel, in words that stand alone. So is what cannot be told.
 */
export async function* sortFollowUp(routing: Routing, followUp: FollowUp): AsyncGenerator<TurnEvent> {
  const { turn, seat, ports } = routing;
  const { question, context } = turn;
  const texts = [question, ...context.map(({ content }) => content), JSON.stringify(followUp)];
  const nonce = drawNonce(ports.newSeed(), texts);
  const told = yield* askWhich(routing, sortingMessages({ question, context, followUp, nonce }));
  if ("type" in told) {
    yield told;
    return;
  }
  const { text, ...rest } = told;
  const sorted = text === null ? null : readSorted(text, followUp);
  const at = ports.clock.now();
  if (sorted?.kind === "form") {
    const prompt = formPrompt(question, followUp, nonce);
    yield { ...alone(seat, { by: "classified", reason: sorted.reason }, at), ...rest, followUp: "form", prompt };
    return;
  }
  const toPanel = {
    type: "route-decided" as const,
    at,
    model: seat.panelist.model,
    decision: "panel" as const,
    ...rest,
  };
  yield { ...toPanel, ...(sorted ? forPanel(sorted, turn, nonce) : { by: "default", reason: "", followUp: "new" }) };
}

/** What the panel is asked, and who of it. */
function forPanel(
  { kind, point, reason, question: standalone }: Sorted,
  { question, panel }: TurnState,
  nonce: string,
) {
  const why = { by: "classified" as const, reason, followUp: kind };
  if (kind === "point" && point) {
    const seats = seatsOfPoint(panel, point);
    const prompt = pointPrompt(question, point, nonce);
    return { ...why, topic: point.topic, prompt, ...(seats ? { seats } : {}) };
  }
  const isOther = standalone !== "" && standalone !== question.trim();
  return { ...why, ...(isOther ? { prompt: standalone } : {}) };
}
