import type { EventOf } from "./events";
import type { Asking } from "./panelist-asking";
import type { ResultFrame } from "./tool-results";
import { failedOutcome, runTool, type ToolOutcome } from "./tool-run";
import type { PlannedCall } from "./tool-session";

export type ToolEvent = EventOf<"answer-tools-offered" | "answer-tool-called" | "answer-tool-returned">;
/** What a call gave: the words for the model, and the addresses of the pages it met. */
export type ToolResult = { planned: PlannedCall; content: string; addresses: string[] };

/** Makes the calls of one step together; tells of each when it begins and when it is over. Results in the order asked. */
export async function* runStep(
  planned: readonly PlannedCall[],
  asking: Asking,
  frame: ResultFrame,
): AsyncGenerator<ToolEvent, ToolResult[]> {
  const { of, ports } = asking;
  const now = ports.clock.now;
  for (const { callId, call } of planned) {
    const server = "mcp" in call && call.mcp ? { server: call.mcp.server } : {};
    yield { type: "answer-tool-called", at: now(), ...of, callId, tool: call.tool, input: call.input, ...server };
  }
  const results = new Map<string, ToolResult>();
  const byId = new Map(planned.map((each) => [each.callId, each]));
  for await (const { callId, outcome } of asTheyCome(planned, asking, frame)) {
    const { content, facts } = outcome;
    const call = byId.get(callId);
    if (call) results.set(callId, { planned: call, content, addresses: facts.sources.map(({ url }) => url) });
    yield { type: "answer-tool-returned", at: now(), ...of, callId, ...facts };
  }
  return planned.flatMap(({ callId }) => results.get(callId) ?? []);
}

type Returned = { callId: string; outcome: ToolOutcome };

async function* asTheyCome(
  planned: readonly PlannedCall[],
  asking: Asking,
  frame: ResultFrame,
): AsyncGenerator<Returned> {
  const running = new Map(
    planned.map(({ callId, call }, index): [string, Promise<Returned>] => {
      const outcome =
        "failure" in call
          ? Promise.resolve(failedOutcome(call.failure))
          : runTool(call, asking, { ...frame, seed: frame.seed + index });
      return [callId, outcome.then((result) => ({ callId, outcome: result }))];
    }),
  );
  while (running.size > 0) {
    const next = await Promise.race(running.values());
    running.delete(next.callId);
    yield next;
  }
}
