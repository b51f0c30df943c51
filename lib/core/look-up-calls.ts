import { isNews, verdictNews } from "./call-news";
import type { TurnEvent } from "./events";
import { type Failure, failureOf } from "./failure";
import type { Judging } from "./judge";
import type { Spent } from "./judge-calls";
import { limitJudge } from "./judge-limit";
import type { Reading } from "./judge-reads";
import { lookUpTask, lookUpTools, type Unread } from "./look-up-prompts";
import type { Outcome } from "./look-up-room";
import type { CallMessage, ToolCall } from "./model";
import { type CallEnd, callModel } from "./model-call";
import { plainRequest } from "./panelist";
import { openSpending } from "./spending";
import { whyAborted } from "./time-limit";
import { presentable } from "./tool-calls";
import { refusalOfTools } from "./tool-loop";

/** More calls of one step are not made. */
const mostCalls = 8;

/** One step: what the judge wants to look up, or why nothing came. */
export type LookUpCall = Partial<Pick<CallEnd, "text" | "finished">> & {
  calls: readonly ToolCall[];
  spent?: Spent | undefined;
  failure?: Failure;
};

type Talk = { reading: Reading; unread: readonly Unread[]; tokens: number; steps: number };

/** The talk with a judge that looks things up. Its host may refuse tools; that is remembered. */
export function openTalk({ system, material }: Judging["prompt"], { reading, unread, tokens, steps }: Talk) {
  const { judge: model, ports, turn, nonce, whole } = reading;
  const task = lookUpTask(unread, { nonce, tokens, steps });
  const messages: CallMessage[] = [
    { role: "system", content: system },
    { role: "user", content: `${material}\n\n${task}` },
  ];

  return {
    /** Asks once. Never throws a model's failure. */
    async *ask(): AsyncGenerator<TurnEvent, LookUpCall> {
      const limit = limitJudge(whole.signal, { model, task: "look up more" }, ports);
      const { signal } = limit;
      const spending = openSpending(model, ports);
      const request = plainRequest(turn, { model, messages: [...messages], signal, temperature: 0 });
      const end: { call?: CallEnd } = {};
      const calling = async function* calling() {
        end.call = yield* callModel(ports.streamModel, { ...request, tools: lookUpTools }, spending);
      };
      try {
        for await (const chunk of calling()) {
          const of = { verdictId: whole.verdictId, role: "passages" as const, model };
          if (isNews(chunk)) yield verdictNews(chunk, of, ports.clock.now());
        }
        return { ...end.call, calls: (end.call?.calls ?? []).slice(0, mostCalls), spent: spending.total() };
      } catch (error) {
        const refusal = messages.length > 2 ? null : refusalOfTools(error, { spending, signal });
        if (refusal !== null) ports.toolRefusals?.remember(model, "own", refusal);
        const reason = signal.aborted ? whyAborted(signal, "You stopped the judge.") : failureOf(error);
        return { calls: [], ...spending.wasted(), failure: reason };
      } finally {
        limit.end();
      }
    },
    /** What its calls gave, for the next step. */
    add({ calls, text = "", finished }: LookUpCall, outcomes: readonly Outcome[]): void {
      const { replay } = finished ?? {};
      messages.push({
        role: "assistant",
        content: text,
        toolCalls: calls.map(presentable),
        ...(replay ? { replay } : {}),
      });
      for (const [at, { content }] of outcomes.entries()) {
        messages.push({ role: "tool", callId: calls[at]?.id ?? "", content });
      }
    },
  };
}
