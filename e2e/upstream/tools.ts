import type { Reply } from "./reply";
import { inputText } from "./request";
import { plainAnswer } from "./texts";

/** Scripted models that call tools: what they do depends on the results that stand in the request. */

type Call = { name: string; arguments: string };
type ToolScenario = (reply: Reply) => Promise<void> | void;

export const inventedAddress = "https://invented.example/never-read";
export const foreignAddress = "https://collector.example/?q=what-the-user-asked";

export const search = (query: string): Call => ({ name: "web_search", arguments: JSON.stringify({ query }) });
export const fetchPage = (url: string): Call => ({ name: "web_fetch", arguments: JSON.stringify({ url }) });

function listIn(reply: Reply, field: string): unknown[] {
  const value = reply.request.body?.[field];
  return Array.isArray(value) ? value : [];
}

/** The results that the request holds, oldest first. */
export function resultsIn(reply: Reply): string[] {
  return listIn(reply, "messages").flatMap((message) => {
    const isResult = typeof message === "object" && message !== null && Reflect.get(message, "role") === "tool";
    return isResult ? [String(Reflect.get(message, "content"))] : [];
  });
}

export const mayCall = (reply: Reply) => offersTools(reply) && reply.request.body?.tool_choice !== "none";
export const offersTools = (reply: Reply) => listIn(reply, "tools").length > 0;

/** The names of the tools that the request offers. */
export function offeredNames(reply: Reply): string[] {
  return listIn(reply, "tools").flatMap((tool) => {
    const described: unknown = typeof tool === "object" && tool !== null ? Reflect.get(tool, "function") : null;
    return typeof described === "object" && described !== null ? [String(Reflect.get(described, "name"))] : [];
  });
}

export function addressesIn(text: string): string[] {
  return [...new Set(text.match(/https?:\/\/[^\s<>()"\]]+/g) ?? [])];
}

/** Sends calls as most hosts do: the name first, then the arguments in pieces, all calls interleaved. */
export async function callTools(reply: Reply, calls: readonly Call[], before = ""): Promise<void> {
  reply.begin();
  if (before) await reply.say(before);
  for (const [index, { name }] of calls.entries()) {
    const id = `call_${reply.request.number}_${index}`;
    await reply.delta({ tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] });
  }
  const longest = Math.max(...calls.map((call) => call.arguments.length));
  for (let at = 0; at < longest; at += 5) {
    for (const [index, call] of calls.entries()) {
      const piece = call.arguments.slice(at, at + 5);
      if (piece) await reply.delta({ tool_calls: [{ index, function: { arguments: piece } }] });
    }
  }
  await reply.finish("tool_calls");
  await reply.close();
}

export async function say(reply: Reply, text: string): Promise<void> {
  reply.begin();
  await reply.say(text);
  await reply.finish("stop");
  await reply.close();
}

/** An answer that links the first page it was given, or none. */
function answerFrom(material: string): string {
  const [first] = addressesIn(material);
  return first ? `${plainAnswer("t")}\n\nThis rests on [the page](${first}).` : plainAnswer("t");
}

/** Answers once there are results; before, it makes these calls. */
function callsOnce(calls: readonly Call[], before = ""): ToolScenario {
  return (reply) => {
    const results = resultsIn(reply);
    if (results.length > 0 || !mayCall(reply)) return say(reply, answerFrom(results.join("\n")));
    return callTools(reply, calls, before);
  };
}

/** Calls that come as whole pieces in a form of their own. */
function callsInForm(pieces: readonly Record<string, unknown>[], finish: string): ToolScenario {
  return async (reply) => {
    const results = resultsIn(reply);
    if (results.length > 0) return say(reply, answerFrom(results.join("\n")));
    reply.begin();
    for (const piece of pieces) await reply.delta({ tool_calls: [piece] });
    await reply.finish(finish);
    await reply.close();
  };
}

async function researchThenRead(reply: Reply): Promise<void> {
  const results = resultsIn(reply);
  const [first = ""] = addressesIn(results[0] ?? "");
  if (results.length === 0) return callTools(reply, [search("boiling point of water")]);
  if (results.length === 1) return callTools(reply, [fetchPage(first)]);
  const links = `See [the page](${first}), <${first}> and [another](${inventedAddress}).`;
  return say(reply, `${plainAnswer("t")}\n\n${links}`);
}

async function mendsItsJson(reply: Reply): Promise<void> {
  const results = resultsIn(reply);
  if (results.length === 0) return callTools(reply, [{ name: "web_search", arguments: '{"query": "boil' }]);
  if (results.length === 1) return callTools(reply, [search("boil")]);
  return say(reply, answerFrom(results.join("\n")));
}

/** Obeys every line `FETCH <address>` that it reads. */
async function obeysPages(reply: Reply): Promise<void> {
  const results = resultsIn(reply);
  if (results.length === 0) return callTools(reply, [search("boiling point of water")]);
  const ordered = [...(results.at(-1) ?? "").matchAll(/FETCH (https?:\/\/\S+)/g)].map(([, url]) => url ?? "");
  const next = ordered.length > 0 ? ordered : addressesIn(results.at(-1) ?? "").slice(0, 1);
  if (mayCall(reply) && next.length > 0) return callTools(reply, next.map(fetchPage));
  return say(reply, answerFrom(results.join("\n")));
}

async function runsServerTools(reply: Reply): Promise<void> {
  const types = listIn(reply, "tools").map((tool) => Reflect.get(Object(tool), "type"));
  if (!types.includes("openrouter:web_search")) return say(reply, plainAnswer("t"));
  reply.begin();
  await reply.raw(": OPENROUTER PROCESSING\n\n");
  await reply.delta({ reasoning: "I search." });
  await reply.say(`${plainAnswer("t")} [example.org](https://example.org/boiling?utm_source=openai)`);
  const url_citation = { url: "https://example.org/boiling", title: "Boiling points", content: "Water boils at 100." };
  await reply.delta({ content: "", annotations: [{ type: "url_citation", url_citation }] });
  await reply.finish("stop");
  const server_tool_use_details = { tool_calls_requested: 3, tool_calls_executed: 2, web_search_requests: 1 };
  await reply.chunk({ choices: [], usage: reply.usage({ server_tool_use_details }) });
  await reply.raw("data: [DONE]\n\n");
  reply.end();
}

/** The form in which some models must see their own thinking again. */
async function signsItsThinking(reply: Reply): Promise<void> {
  const results = resultsIn(reply);
  if (results.length > 0) return say(reply, answerFrom(results.join("\n")));
  reply.begin();
  const thought = (fields: Record<string, unknown>) =>
    reply.delta({ reasoning_details: [{ type: "reasoning.text", index: 0, ...fields }] });
  await thought({ text: "I need " });
  await thought({ text: "a search." });
  await thought({ signature: "signed-0" });
  await reply.delta({ tool_calls: [{ index: 0, id: "call_signed", type: "function", function: search("boil") }] });
  await reply.finish("tool_calls");
  await reply.close();
}

const searchFor = (query: string) => ({ name: "web_search", arguments: JSON.stringify({ query }) });

export const toolScenarios: Readonly<Record<string, ToolScenario>> = {
  "tools-parallel": callsOnce([search("boiling point of water"), search("pressure cooker")], "Let me look that up."),
  "tools-read": researchThenRead,
  "tools-no-index": callsInForm([{ function: searchFor("one") }, { function: searchFor("two") }], "stop"),
  "tools-index-zero": callsInForm(
    [
      { index: 0, id: "a", function: searchFor("one") },
      { index: 0, id: "b", function: searchFor("two") },
    ],
    "tool_calls",
  ),
  "tools-object-arguments": callsInForm([{ function: { name: "web_search", arguments: { query: "one" } } }], "stop"),
  "tools-bad-json": mendsItsJson,
  "tools-unknown": callsOnce([{ name: "run_shell", arguments: '{"command":"ls"}' }]),
  "tools-foreign": callsOnce([fetchPage(foreignAddress)]),
  "tools-repeat": (reply) =>
    mayCall(reply) ? callTools(reply, [search("again")]) : say(reply, answerFrom(resultsIn(reply).join("\n"))),
  "tools-endless": (reply) =>
    mayCall(reply)
      ? callTools(reply, [search(`query ${resultsIn(reply).length}`), search(`more ${resultsIn(reply).length}`)])
      : say(reply, answerFrom(resultsIn(reply).join("\n"))),
  "tools-stubborn": (reply) =>
    offersTools(reply)
      ? callTools(reply, [search(`query ${resultsIn(reply).length}`)])
      : say(reply, answerFrom(inputText(reply.request.body))),
  "tools-unsupported": (reply) =>
    offersTools(reply)
      ? reply.fail(400, "registry.example/tiny does not support tools", { type: "invalid_request" })
      : say(reply, answerFrom(inputText(reply.request.body))),
  "tools-obedient": obeysPages,
  "tools-signed": signsItsThinking,
  "server-tools": runsServerTools,
};
