import type { Program } from "@/lib/server/programs";
import { ChatBody } from "./chat-body";
import { chatFrames } from "./chat-frames";
import { chatIntent } from "./chat-intent";
import { chatCompletion, errorOf } from "./chat-wire";
import { deliver } from "./deliver";
import { chatParameters } from "./parameters";
import { readProgramBody } from "./read-program-body";
import { runProgram } from "./run-program";

/** `POST /chat/completions`. */
export async function chatCompletions(request: Request, program: Program): Promise<Response> {
  const { body, text } = await readProgramBody(request, ChatBody, chatParameters);
  const intent = await chatIntent({ body, headers: request.headers, program });
  const run = await runProgram(intent, { program, headers: request.headers, rawBody: text, route: "chat" });
  return deliver({
    intent,
    run,
    signal: request.signal,
    frames: (heard) => chatFrames(heard, intent),
    whole: (turn, outcome) => chatCompletion(turn, outcome, intent),
    errorBody: errorOf,
  });
}
