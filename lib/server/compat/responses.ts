import { z } from "zod";
import { readBody } from "@/lib/server/http";
import type { Program } from "@/lib/server/programs";
import { chatIntent } from "./chat-intent";
import { errorOf } from "./chat-wire";
import { deliver } from "./deliver";
import { refuseUnknown } from "./parameters";
import { chatBodyOf, ResponsesBody, responsesParameters } from "./responses-body";
import { responseFrames, type StreamEcho } from "./responses-frames";
import { closedResponse } from "./responses-object";
import { runProgram } from "./run-program";
import { BadParameter, badBody } from "./wire-error";

/** Images come inside of a body. */
const largestBody = 25_000_000;
const AnyObject = z.record(z.string(), z.unknown());

/** `POST /responses`: the same turn as behind chat completions, in the words of the Responses API. */
export async function responses(request: Request, program: Program): Promise<Response> {
  const { text, json } = await readBody(request, largestBody);
  const raw = AnyObject.safeParse(json);
  if (!raw.success) throw new BadParameter("body", "The body is a JSON object.");
  refuseUnknown(raw.data, responsesParameters);
  const parsed = ResponsesBody.safeParse(raw.data);
  if (!parsed.success) throw badBody(parsed.error);
  const intent = await chatIntent({ body: chatBodyOf(parsed.data), headers: request.headers });
  const run = await runProgram(intent, { program, headers: request.headers, rawBody: text, route: "responses" });
  const { requested, exposePanel } = intent;
  const echo: StreamEcho = { body: parsed.data, requested, exposePanel, ...habitsOf(request.headers) };
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

/** What some clients cannot read (contract section 11): openai ends a stream at any `error`, the AI SDK rejects unknown items. */
function habitsOf(headers: Headers): Pick<StreamEcho, "withFusionItem" | "withFailedPanelists"> {
  const agent = headers.get("user-agent") ?? "";
  const isOpenAi = openAiClient.test(agent) || headers.has("x-stainless-lang");
  return { withFusionItem: !agent.includes("ai-sdk/openai/"), withFailedPanelists: !isOpenAi };
}
