import type { ModelChunk, ModelRequest } from "./model";
import { runTurn } from "./run-turn";
import { finished, no, play, scriptedModels, testPanel, testPorts, testRequest, yes } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

/** Helpers of the judge's unit tests: a judge that says one text at each task, and what it was asked. */

export const quotes = { yes: "Yes, it is so because the", no: "No, it is not so because" };

/** A contradiction between the two answers, by the labels of a judging with the seed of the test ports. */
export const line = (topic: string, more: object = {}) =>
  JSON.stringify({
    kind: "contradictions",
    topic,
    weight: 3,
    views: [
      { by: "B", quote: quotes.yes, says: "it is" },
      { by: "A", quote: quotes.no, says: "it is not" },
    ],
    ...more,
  });
export const end = '{"kind":"end","n":2}';

export type Task = "full" | "second" | "repair" | "reduced" | "quotes" | "final";
export type Say = string | ((request: ModelRequest) => AsyncIterable<ModelChunk>);

function taskOf(prompt: string): Exclude<Task, "second"> {
  if (prompt.includes("TASK: FINAL ANSWER")) return "final";
  if (prompt.includes("TASK: REPAIR")) return "repair";
  if (prompt.includes("TASK: QUOTES")) return "quotes";
  return prompt.includes("SHORT FORM") ? "reduced" : "full";
}

/** Whether the answer that says yes stands first: the test seed gives it the letter B, the second order gives it A. */
function isSecondOrder(prompt: string): boolean {
  return prompt.indexOf(yes) >= 0 && prompt.indexOf(yes) < prompt.indexOf(no);
}

/** A final answer that uses every point, so that its audit finds nothing. */
function finalAnswer(prompt: string): string {
  const ids = new Set(Array.from(prompt.matchAll(/^\{"id":"(c\d+)"/gm), ([, id]) => id));
  return ids.size > 0 ? `Done. ⟦${[...ids].join(",")}⟧` : "Done.";
}

/** One turn whose judge says this at each task; gives what was asked, in order, and the turn. */
export async function judged(says: Partial<Record<Task, Say>>, more: Parameters<typeof testPanel>[1] = {}) {
  const asked: { task: Task; request: ModelRequest; prompt: string }[] = [];
  const judge = async function* judge(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const prompt = request.messages.at(-1)?.content ?? "";
    const told = taskOf(prompt);
    const task = told === "full" && isSecondOrder(prompt) ? "second" : told;
    asked.push({ task, request, prompt });
    if (says.final === "stop") control.stop();
    const say = says[task] ?? (task === "final" ? finalAnswer(prompt) : "");
    if (typeof say !== "string") yield* say(request);
    else yield* [{ type: "text" as const, text: say }, finished];
  };
  const { streamModel } = scriptedModels({ "t:yes": yes, "t:no": no, "t:judge": judge, "t:other": judge });
  const control = createTurnControl();
  const panel = testPanel(["t:yes", "t:no"], { synthesizer: { model: "t:judge" }, ...more });
  const { turn, events } = await play(runTurn(testRequest(panel), testPorts(streamModel), control));
  const verdict = currentVerdict(turn);
  if (!verdict) throw new Error("Nothing was judged.");
  return { asked, tasks: asked.map(({ task }) => task), turn, events, verdict, points: verdict.points };
}

/** A panel whose judge is careful. */
export const careful = { judge: { model: "t:judge", careful: true } };
/** In the second order the answer that says yes is A, and the other one B. */
export const sides = (yes: string, no: string) => [
  { by: yes, quote: quotes.yes, says: "it is" },
  { by: no, quote: quotes.no, says: "it is not" },
];
export const first = (more: object = {}) => line("Whether", { views: sides("B", "A"), ...more });
export const second = (more: object = {}) => line("If it is so", { views: sides("A", "B"), ...more });
export const insight = (topic: string, by: string, quote: string) =>
  JSON.stringify({
    kind: "unique_insights",
    topic,
    weight: 2,
    views: [{ by, quote }],
    trust: "plausible",
    point: topic,
  });
export const blind = (topic: string, ask: string | null = null) =>
  JSON.stringify({ kind: "blind_spots", topic, weight: 1, ask, point: `Nobody says: ${topic}.` });
/** Lines as a judge writes them, closed by the end line. */
export const text = (...lines: string[]) => `${[...lines, end].join("\n")}\n`;
