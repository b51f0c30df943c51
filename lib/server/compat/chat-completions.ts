import { z } from "zod";
import { readBody } from "@/lib/server/http";
import type { Program } from "@/lib/server/programs";
import { ChatBody } from "./chat-body";
import { chatFrames } from "./chat-frames";
import { chatIntent } from "./chat-intent";
import { chatCompletion, errorOf } from "./chat-wire";
import { deliver } from "./deliver";
import { refuseUnknown } from "./parameters";
import { runProgram } from "./run-program";
import { BadParameter, badBody } from "./wire-error";

/** Images come inside of a body. */
const largestBody = 25_000_000;
const AnyObject = z.record(z.string(), z.unknown());

/** `POST /chat/completions`. */
export async function chatCompletions(request: Request, program: Program): Promise<Response> {
  const { text, json } = await readBody(request, largestBody);
  const body = AnyObject.safeParse(json);
  if (!body.success) throw new BadParameter("body", "The body is a JSON object.");
  refuseUnknown(body.data);
  const parsed = ChatBody.safeParse(body.data);
  if (!parsed.success) throw badBody(parsed.error);
  const intent = await chatIntent({ body: parsed.data, headers: request.headers, program });
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
