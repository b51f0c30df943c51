import { isNews } from "./call-news";
import { costOf } from "./cost";
import type { EventOf } from "./events";
import { drawNonce } from "./labels";
import { plainRequest, wastedBy } from "./panelist";
import type { Routing } from "./route-call";
import { classifierMessages } from "./route-prompts";
import { readClassified } from "./route-reading";
import { alone, type Decision } from "./route-seat";
import { whyFailed } from "./time-limit";

/** Asks a model that takes no tools which it is. What cannot be read is a question for the panel. */
export async function* classify({
  turn,
  seat,
  ports,
  signal,
  stop,
}: Routing): AsyncGenerator<Decision | EventOf<"route-stopped">> {
  const { model } = seat.panelist;
  const { question, context } = turn;
  const nonce = drawNonce(ports.newSeed(), [question, ...context.map(({ content }) => content)]);
  const messages = classifierMessages(question, context, nonce);
  const common = {
    type: "route-decided" as const,
    decision: "panel" as const,
    by: "default" as const,
    model,
    reason: "",
  };
  let text = "";
  let gotToken = false;
  try {
    for await (const chunk of ports.streamModel(plainRequest(turn, { model, messages, signal, temperature: 0 }))) {
      if (isNews(chunk)) continue;
      gotToken = true;
      if (chunk.type === "text") text += chunk.text;
      if (chunk.type !== "finished") continue;
      const { usage, costUsd } = chunk;
      const spent = { usage, costUsd: costOf(costUsd, usage, ports.priceOf(model)) };
      const read = readClassified(text);
      const at = ports.clock.now();
      if (read?.decision === "solo") yield alone(seat, { by: "classified", reason: read.reason, spent }, at);
      else yield { ...common, at, spent, ...(read ? { by: "classified", reason: read.reason } : {}) };
      return;
    }
  } catch (error) {
    const at = ports.clock.now();
    if (stop.aborted) yield { type: "route-stopped", at, model, ...wastedBy(gotToken) };
    else yield { ...common, at, ...wastedBy(gotToken), failure: whyFailed(error, signal, "You stopped it.") };
  }
}
