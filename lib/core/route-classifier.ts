import { isNews, routeNews } from "./call-news";
import { costOf } from "./cost";
import type { EventOf, TurnEvent } from "./events";
import type { Failure } from "./failure";
import { drawNonce } from "./labels";
import type { ModelMessage } from "./model";
import { plainRequest, wastedBy } from "./panelist";
import type { Routing } from "./route-call";
import { classifierMessages } from "./route-prompts";
import { readClassified } from "./route-reading";
import { alone, type Decision } from "./route-seat";
import { whyFailed } from "./time-limit";

/** All that a model wrote, null when its call failed, and what that cost. */
type Told = Pick<Decision, "spent"> & { text: string | null; failure?: Failure };

/** One short call of the model that decides, or that it was stopped; tells how its request gets through. Never throws a model's failure. */
export async function* askWhich(
  { turn, seat, ports, signal, stop }: Routing,
  messages: readonly ModelMessage[],
): AsyncGenerator<TurnEvent, Told | EventOf<"route-stopped">> {
  const { model } = seat.panelist;
  let text = "";
  let gotToken = false;
  try {
    const request = plainRequest(turn, { model, messages: [...messages], signal, temperature: 0 });
    for await (const chunk of ports.streamModel(request)) {
      if (isNews(chunk)) {
        yield routeNews(chunk, model, ports.clock.now());
        continue;
      }
      gotToken = true;
      if (chunk.type === "text") text += chunk.text;
      if (chunk.type !== "finished") continue;
      const { usage, costUsd } = chunk;
      return { text, spent: { usage, costUsd: costOf(costUsd, usage, ports.priceOf(model)) } };
    }
    throw new Error("A model stream ends with `finished`.");
  } catch (error) {
    const waste = wastedBy(gotToken);
    if (stop.aborted) return { type: "route-stopped", at: ports.clock.now(), model, ...waste };
    return { text: null, ...waste, failure: whyFailed(error, signal, "You stopped it.") };
  }
}

/** Asks a model that takes no tools which it is. What cannot be read is a question for the panel. */
export async function* classify(routing: Routing): AsyncGenerator<TurnEvent> {
  const { turn, seat, ports } = routing;
  const { question, context } = turn;
  const nonce = drawNonce(ports.newSeed(), [question, ...context.map(({ content }) => content)]);
  const told = yield* askWhich(routing, classifierMessages(question, context, nonce));
  if ("type" in told) {
    yield told;
    return;
  }
  const { text, ...rest } = told;
  const at = ports.clock.now();
  const read = text === null ? null : readClassified(text);
  if (read?.decision === "solo") {
    yield { ...alone(seat, { by: "classified", reason: read.reason }, at), ...rest };
    return;
  }
  const why = read ? { by: "classified" as const, reason: read.reason } : { by: "default" as const, reason: "" };
  yield { type: "route-decided", at, decision: "panel", model: seat.panelist.model, ...why, ...rest };
}
