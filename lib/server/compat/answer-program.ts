import type { Program } from "@/lib/server/programs";
import type { ChatBody } from "./chat-body";
import { chatIntent } from "./chat-intent";
import { errorOf } from "./chat-wire";
import { type Delivery, deliver } from "./deliver";
import type { Intent } from "./intent";
import { runProgram } from "./run-program";

type Asked = {
  request: Request;
  program: Program;
  route: "chat" | "responses";
  /** What is asked, in the form of chat completions. */
  body: ChatBody;
  /** The body as it was sent. */
  text: string;
};

/** Starts the turn that a program asks for and answers with it, in the words of a wire format. */
export async function answerProgram(
  { request, program, route, body, text }: Asked,
  wordsFor: (intent: Intent) => Pick<Delivery, "frames" | "whole">,
): Promise<Response> {
  const { headers, signal } = request;
  const intent = await chatIntent({ body, headers, program });
  const run = await runProgram(intent, { program, headers, rawBody: text, route });
  return deliver({ intent, run, signal, ...wordsFor(intent), errorBody: errorOf });
}
