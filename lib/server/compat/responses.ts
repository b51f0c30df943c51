import type { Program } from "@/lib/server/programs";
import { chatIntent } from "./chat-intent";
import { errorOf } from "./chat-wire";
import { deliver } from "./deliver";
import { readProgramBody } from "./read-program-body";
import { chatBodyOf, ResponsesBody, responsesParameters } from "./responses-body";
import { responseFrames } from "./responses-frames";
import { closedResponse, type StreamEcho } from "./responses-object";
import { runProgram } from "./run-program";

/** `POST /responses`: the same turn as behind chat completions, in the words of the Responses API. */
export async function responses(request: Request, program: Program): Promise<Response> {
  const { body, text } = await readProgramBody(request, ResponsesBody, responsesParameters);
  const intent = await chatIntent({ body: chatBodyOf(body), headers: request.headers, program });
  const run = await runProgram(intent, { program, headers: request.headers, rawBody: text, route: "responses" });
  const { requested, exposePanel } = intent;
  const echo: StreamEcho = { body, requested, exposePanel, ...habitsOf(request.headers) };
  return deliver({
    intent,
    run,
    signal: request.signal,
    frames: (heard) => responseFrames(heard, echo),
    whole: (turn, outcome) => closedResponse(turn, outcome, echo),
    errorBody: errorOf,
  });
}

const openAiClient = /(?:Async|Azure)*OpenAI\//;
/** `ai/7.0 ai-sdk-provider-utils/5.0` or `ai-sdk/openai/3.0`: which of its packages speaks is not always told. */
const aiSdk = /(?:^|\s)ai(?:-sdk\S*)?\//;

/** What some clients cannot read (contract section 11): openai ends a stream at any `error`, the AI SDK rejects unknown items. */
function habitsOf(headers: Headers): Pick<StreamEcho, "withFusionItem" | "withFailedPanelists"> {
  const agent = headers.get("user-agent") ?? "";
  const isOpenAi = openAiClient.test(agent) || headers.has("x-stainless-lang");
  return { withFusionItem: !aiSdk.test(agent), withFailedPanelists: !isOpenAi };
}
