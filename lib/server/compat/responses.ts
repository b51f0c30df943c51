import type { Program } from "@/lib/server/programs";
import { answerProgram } from "./answer-program";
import { readProgramBody } from "./read-program-body";
import { chatBodyOf, ResponsesBody, responsesParameters } from "./responses-body";
import { responseFrames } from "./responses-frames";
import { closedResponse, type StreamEcho } from "./responses-object";

/** `POST /responses`: the same turn as behind chat completions, in the words of the Responses API. */
export async function responses(request: Request, program: Program): Promise<Response> {
  const { body, text } = await readProgramBody(request, ResponsesBody, responsesParameters);
  const asked = { request, program, route: "responses" as const, body: chatBodyOf(body), text };
  return answerProgram(asked, ({ requested, exposePanel }) => {
    const echo: StreamEcho = { body, requested, exposePanel, ...habitsOf(request.headers) };
    return {
      frames: (heard) => responseFrames(heard, echo),
      whole: (turn, outcome) => closedResponse(turn, outcome, echo),
    };
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
