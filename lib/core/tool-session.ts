import type { McpTool } from "./mcp";
import type { CallMessage, ModelRequest, ToolCall, ToolSpec } from "./model";
import { openToolBudget } from "./tool-budget";
import { type BadCall, type GoodCall, presentable, readCall } from "./tool-calls";
import { researchedQuestion, researchRules } from "./tool-prompts";
import type { ResultFrame } from "./tool-results";
import { toolFailure } from "./web";

/** A call with its place in the answer: `t1`, `t2`, ... Models repeat their own ids. */
export type PlannedCall = { callId: string; from: ToolCall; call: GoodCall | BadCall };

/** One step of a model: its words, its calls, and what each of them gave. */
type SessionStep = {
  text: string;
  replay?: Readonly<Record<string, unknown>> | undefined;
  results: readonly { planned: PlannedCall; content: string }[];
};

/** The talk with one model that may call tools, and its budgets. */
export type ToolSession = {
  /** The next request; once the budgets are spent, one that forbids calls. */
  request(): ModelRequest;
  /** The same without any tools: everything that was found stands in the question. For models that call all the same. */
  plainRequest(): ModelRequest;
  readonly mayCall: boolean;
  /** Reads the calls of one step; those beyond the limit, repeated ones and unreadable ones become failures. */
  plan(calls: readonly ToolCall[]): PlannedCall[];
  /** What each result of these calls may be. */
  frame(planned: readonly PlannedCall[]): ResultFrame;
  /** Ends a step. */
  add(step: SessionStep): void;
};

export type SessionStart = {
  /** The request as it would be without tools. */
  base: ModelRequest;
  tools: readonly ToolSpec[];
  /** Those of them that other servers run; absent = none. */
  mcp?: readonly McpTool[];
  maxCalls: number;
  contextTokens: number | null;
  seed: number;
  /** The date, for questions about the news. */
  today: string;
  /** Whether the money of the turn is spent. */
  isBroke: () => boolean;
};

/** Opens the talk. */
export function openToolSession(start: SessionStart): ToolSession {
  const { base, tools, maxCalls } = start;
  const messages = withRules(base.messages, researchRules(start));
  const budget = openToolBudget(base, messages, start);
  const found: string[] = [];
  const made = new Set<string>();
  let calls = 0;

  const mayCall = () => budget.isOpen() && !start.isBroke();

  /** A program's own functions stay open when the research is over. */
  function offered(): Pick<ModelRequest, "tools" | "toolChoice"> {
    const { tools: theirs = [], toolChoice = "auto" } = base;
    if (theirs.length === 0) return { tools, toolChoice: mayCall() ? "auto" : "none" };
    return mayCall() ? { tools: [...tools, ...theirs], toolChoice } : { tools: theirs, toolChoice };
  }

  function judge(from: ToolCall): GoodCall | BadCall {
    const call = readCall(from, tools, start.mcp);
    if ("failure" in call) return call;
    const { tool, input, key } = call;
    if (made.has(key)) return { tool, input, failure: repeated };
    if (!budget.take()) return { tool, input, failure: limitReached(maxCalls) };
    made.add(key);
    return call;
  }

  return {
    request: () => ({ ...base, messages: [...messages], ...offered() }),
    plainRequest: () => ({ ...base, messages: researchedQuestion(base.messages, found) }),
    get mayCall() {
      return mayCall();
    },
    plan: (asked) =>
      asked.map((from) => {
        calls += 1;
        return { callId: `t${calls}`, from, call: judge(from) };
      }),
    frame: (planned) => ({
      maxTokens: budget.share(planned.filter(isGood).length),
      seed: start.seed + calls,
      question: base.messages.at(-1)?.content ?? "",
    }),
    add(step) {
      const written = step.results.map(({ planned }) => presentable(planned.from).arguments);
      const replayed = step.replay ? [JSON.stringify(step.replay)] : [];
      budget.spend([step.text, ...replayed, ...written, ...step.results.map(({ content }) => content)]);
      for (const { planned, content } of step.results) if (isGood(planned)) found.push(content);
      messages.push(...messagesOf(step, mayCall() ? "" : lastWord));
    },
  };
}

const lastWord = "\n\nNo more tool calls are possible. Answer now with what you have.";
const repeated = toolFailure(
  "repeated_call",
  "You have made this call already; its result stands above. Use it, or ask something else.",
);
const limitReached = (maxCalls: number) =>
  toolFailure("call_limit", `The limit of ${maxCalls} tool calls is reached. Answer with what you have.`);

function isGood({ call }: PlannedCall): boolean {
  return !("failure" in call);
}

/** A step as the model sees it again; the last result ends with `note`. */
function messagesOf({ text, replay, results }: SessionStep, note: string): CallMessage[] {
  const toolCalls = results.map(({ planned }) => presentable(planned.from));
  const answers = results.map(({ planned, content }, index): CallMessage => {
    const ending = index === results.length - 1 ? note : "";
    return { role: "tool", callId: planned.from.id, content: content + ending };
  });
  return [{ role: "assistant", content: text, toolCalls, ...(replay ? { replay } : {}) }, ...answers];
}

/** The rules stand in the system message, or in one of their own. */
function withRules(messages: readonly CallMessage[], rules: string): CallMessage[] {
  const [system, ...rest] = messages;
  if (system?.role !== "system") return [{ role: "system", content: rules }, ...messages];
  return [{ ...system, content: `${system.content}\n\n${rules}` }, ...rest];
}
