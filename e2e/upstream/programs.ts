import { finalAnswer, judgeLines, taskOf } from "./judge";
import type { Reply } from "./reply";
import { inputText, lastMessage } from "./request";
import { plainAnswer } from "./texts";
import { callTools, resultsIn, say } from "./tools";

/** Scripted models for programs: they call a program's own functions and write the forms it asks for. */

type ProgramScenario = (reply: Reply) => Promise<void> | void;

const written = JSON.stringify({ city: "Kiel", people: 246_000 });
const place = JSON.stringify({ place: "Kiel" });

/** The first function of the request that is none of Parley's. */
function functionIn(reply: Reply): string | null {
  const tools: unknown = reply.request.body?.tools;
  const names = (Array.isArray(tools) ? tools : []).flatMap((tool: unknown) => {
    const named = typeof tool === "object" && tool !== null ? Reflect.get(tool, "function") : null;
    return typeof named === "object" && named !== null ? [String(Reflect.get(named, "name"))] : [];
  });
  return names.find((name) => !["ask_panel", "web_search", "web_fetch"].includes(name)) ?? null;
}

/** Calls the program's function until it has a result, then says it. */
async function callsFunction(reply: Reply, otherwise: string): Promise<void> {
  const results = resultsIn(reply);
  const name = functionIn(reply);
  if (results.length > 0) return say(reply, `The function says: ${results.join(" ")}`);
  return name === null ? say(reply, otherwise) : callTools(reply, [{ name, arguments: place }]);
}

const isMended = (prompt: string) => /A program cannot read your answer|FINAL ANSWER, MENDED/.test(prompt);

/** A judge that does its work; what it writes as final answer is `final`. */
function judgeThatWrites(final: (reply: Reply, prompt: string) => Promise<void> | void): ProgramScenario {
  return (reply) => {
    const prompt = lastMessage(reply.request.body);
    return taskOf(prompt) === "judge" ? say(reply, judgeLines(prompt).join("\n")) : final(reply, prompt);
  };
}

export const programScenarios: Readonly<Record<string, ProgramScenario>> = {
  calls: (reply) => callsFunction(reply, plainAnswer("a")),
  json: (reply) => say(reply, written),
  "json-fenced": (reply) => say(reply, `\`\`\`json\n${written}\n\`\`\``),
  "json-mends": (reply) => say(reply, isMended(lastMessage(reply.request.body)) ? written : "It is Kiel."),
  "json-never": (reply) => say(reply, "It is Kiel."),
  /** Calls the panel when it is offered; else answers. */
  decides: (reply) => {
    const isOffered = JSON.stringify(reply.request.body?.tools ?? "").includes("ask_panel");
    const wantsPanel = inputText(reply.request.body).includes("together");
    const prompt = lastMessage(reply.request.body);
    if (taskOf(prompt) === "judge") return say(reply, judgeLines(prompt).join("\n"));
    if (taskOf(prompt) === "synthesize") return say(reply, finalAnswer(prompt));
    if (!isOffered || !wantsPanel) return callsFunction(reply, plainAnswer("alone"));
    return callTools(reply, [{ name: "ask_panel", arguments: JSON.stringify({ prompt: "Which is it, in full?" }) }]);
  },
  "judge-calls": judgeThatWrites((reply, prompt) => callsFunction(reply, finalAnswer(prompt))),
  "judge-json": judgeThatWrites((reply) => say(reply, written)),
  "judge-json-mends": judgeThatWrites((reply, prompt) => say(reply, isMended(prompt) ? written : finalAnswer(prompt))),
  "judge-json-never": judgeThatWrites((reply, prompt) => say(reply, finalAnswer(prompt))),
};
