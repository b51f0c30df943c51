import { admitProgram } from "@/lib/server/access";
import { handle } from "@/lib/server/http";
import { answerMcp } from "@/lib/server/mcp/answer-mcp";

const door = (request: Request): void => {
  admitProgram(request, null);
};

export const POST = handle<unknown>((request) => answerMcp(request), door);

/** There is no stream beside the answers, and no session to end: clients go on without. */
const refuse = handle<unknown>(() => new Response(null, { status: 405, headers: { allow: "POST" } }), door);

export { refuse as DELETE, refuse as GET };
