import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { z } from "zod";
import { FailureError, failure } from "@/lib/core/failure";
import { admitProgram } from "@/lib/server/access";
import { container } from "@/lib/server/container";
import { readJson } from "@/lib/server/http";
import type { Program } from "@/lib/server/programs";
import { createMcpServer } from "./mcp-server";

const sessionHeader = "mcp-session-id";

const Cancelled = z.object({
  method: z.literal("notifications/cancelled"),
  params: z.object({ requestId: z.union([z.string(), z.number()]) }),
});
const Initialize = z.object({ method: z.literal("initialize") });

/** One message of an MCP client (Streamable HTTP), or several. Each request is answered by a server of its own. */
export async function answerMcp(request: Request): Promise<Response> {
  const program = admitProgram(request, null);
  const body = await readJson(request, z.unknown());
  const messages: unknown[] = Array.isArray(body) ? body : [body];
  const session = request.headers.get(sessionHeader)?.slice(0, 200) ?? null;
  cancelWhatIsTakenBack(messages, program, session);
  const { mcpCalls, ...parts } = container();
  const caller = {
    program,
    mayAsk: () => refuseAsking(request),
    session,
    signal: request.signal,
    origin: originOf(request),
  };
  const server = createMcpServer({ ...parts, calls: mcpCalls }, caller);
  // Without a generator the transport keeps nothing; the session id below only tells calls of equal number apart.
  const transport = new WebStandardStreamableHTTPServerTransport({});
  await server.connect(transport);
  const response = await transport.handleRequest(request, { parsedBody: body });
  if (messages.some((message) => Initialize.safeParse(message).success)) {
    response.headers.set(sessionHeader, container().newId());
  }
  return response;
}

/** Throws unless this request may ask a panel: a panel that asks a panel as a tool may not. */
function refuseAsking(request: Request): void {
  admitProgram(request, "ask");
  const depth = request.headers.get("x-openrouter-fusion-depth") ?? "0";
  if (depth !== "0") throw new FailureError(failure("invalid_request", "A panel cannot ask a panel.", 400));
}

function cancelWhatIsTakenBack(messages: readonly unknown[], program: Program, session: string | null): void {
  for (const message of messages) {
    const cancelled = Cancelled.safeParse(message);
    if (!cancelled.success) continue;
    container().mcpCalls.cancel({ program, session, requestId: cancelled.data.params.requestId });
  }
}

/** The address that the program itself has used; the host was checked when it was admitted. */
function originOf(request: Request): string {
  return `${new URL(request.url).protocol}//${request.headers.get("host") ?? "localhost"}`;
}
