import type { Program } from "@/lib/server/programs";
import { answerProgram } from "./answer-program";
import { ChatBody } from "./chat-body";
import { chatFrames } from "./chat-frames";
import { chatCompletion } from "./chat-wire";
import { chatParameters } from "./parameters";
import { readProgramBody } from "./read-program-body";

/** `POST /chat/completions`. */
export async function chatCompletions(request: Request, program: Program): Promise<Response> {
  const asked = await readProgramBody(request, ChatBody, chatParameters);
  return answerProgram({ request, program, route: "chat", ...asked }, (intent) => ({
    frames: (heard) => chatFrames(heard, intent),
    whole: (turn, outcome) => chatCompletion(turn, outcome, intent),
  }));
}
