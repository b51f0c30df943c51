import type { TokenScope } from "@/lib/core/api-tokens";
import { failure } from "@/lib/core/failure";
import { admitProgram } from "@/lib/server/access";
import { container } from "@/lib/server/container";
import { describeError } from "@/lib/server/log";
import type { Program } from "@/lib/server/programs";
import { answerTo, wireError } from "./wire-error";

/** A route of the OpenAI-compatible surface: asks who comes, runs it, and answers what is thrown in that surface's form. */
export function handleProgram(
  scope: TokenScope | null,
  handler: (request: Request, program: Program) => Promise<Response> | Response,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      return await handler(request, admitProgram(request, scope));
    } catch (error) {
      return refusal(error);
    }
  };
}

function refusal(error: unknown): Response {
  const known = answerTo(error);
  if (known) return Response.json(known.body, { status: known.status, headers: known.headers });
  container().logger.error("A program's request failed unexpectedly.", describeError(error));
  const words = "Something in Parley went wrong. The server's log says where.";
  return Response.json(wireError(failure("unexpected_error", words)), { status: 500 });
}
