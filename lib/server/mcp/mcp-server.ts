import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { CallToolResult, ServerNotification, ServerRequest } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { maxQuestionLength } from "@/lib/core/api";
import { TurnMode } from "@/lib/core/events";
import { failureOf } from "@/lib/core/failure";
import type { TurnState } from "@/lib/core/turn";
import type { Container } from "@/lib/server/open-container";
import type { Program } from "@/lib/server/programs";
import { askPanel } from "./ask-panel";
import type { Progress } from "./progress";
import type { RunningCalls } from "./running-calls";
import { reportOf, reportText, VerdictReport } from "./verdict-report";

/** One request of a program. */
export type Caller = {
  program: Program;
  /** Throws a FailureError unless it may ask. */
  mayAsk: () => void;
  /** What its client calls this connection; null = it does not. */
  session: string | null;
  /** Aborted when the client hangs up. */
  signal: AbortSignal;
  /** The address of this server as the program knows it. */
  origin: string;
};

type ServerParts = Pick<Container, "panels" | "programTurns" | "turns" | "follow" | "version"> & {
  calls: RunningCalls;
};
type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

const instructions =
  "Parley asks a panel of models the same question, has a judge compare their answers claim by claim with verified quotes, and writes one final answer from that. Ask it where being wrong is expensive. An answer takes from half a minute to several.";

/** The MCP server for one request: the tools of this Parley, for this program. */
export function createMcpServer(parts: ServerParts, caller: Caller): McpServer {
  const server = new McpServer({ name: "parley", title: "Parley", version: parts.version }, { instructions });
  addAskPanel(server, parts, caller);
  addListPanels(server, parts);
  addGetVerdict(server, parts, caller);
  return server;
}

function addAskPanel(server: McpServer, parts: ServerParts, caller: Caller): void {
  server.registerTool(
    "ask_panel",
    {
      title: "Ask a panel",
      description:
        "Asks several models the same question, compares their answers and gives one final answer, with the points on which they agree and differ. It knows nothing of your conversation: put everything that matters into the question. Costs money and takes minutes.",
      inputSchema: {
        question: z.string().trim().min(1).max(maxQuestionLength).describe("The whole question, with its context"),
        panel: z
          .string()
          .max(200)
          .optional()
          .describe("A panel from list_panels; without one the usual panel is asked"),
        mode: TurnMode.optional().describe(
          "panel: all models and the judge; solo: one model of the panel alone; auto: the model that writes final answers answers alone or asks the panel, and says why",
        ),
      },
      outputSchema: VerdictReport.shape,
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    },
    (wanted, extra) =>
      answered(async () => {
        caller.mayAsk();
        const { program, session } = caller;
        const call = parts.calls.open({ program, session, requestId: extra.requestId });
        const signal = AbortSignal.any([call.signal, caller.signal]);
        try {
          const turn = await askPanel(parts, { program, wanted, signal, onProgress: progressTo(extra) });
          return resultOf(turn, caller.origin);
        } finally {
          call.release();
        }
      }),
  );
}

const PanelEntry = z.object({
  panel: z.string(),
  name: z.string(),
  description: z.string(),
  isUsual: z.boolean(),
  panelists: z.array(z.object({ label: z.string(), model: z.string() })),
  judge: z.string(),
});

function addListPanels(server: McpServer, { panels }: ServerParts): void {
  server.registerTool(
    "list_panels",
    {
      title: "List the panels",
      description: "The saved panels that ask_panel can ask, with their models.",
      inputSchema: {},
      outputSchema: { panels: z.array(PanelEntry) },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    () =>
      answered(() => {
        const { panels: saved, defaultPanelId } = panels.list();
        const entries = saved.map((panel) => ({
          panel: panel.slug,
          name: panel.name,
          description: panel.description,
          isUsual: panel.panelId === defaultPanelId,
          panelists: panel.panelists.map(({ label, model }) => ({ label: label || model, model })),
          judge: panel.judge.model,
        }));
        const lines = entries.map(({ panel, name, panelists, isUsual }) => {
          const seats = panelists.map(({ label }) => label).join(", ");
          return `- ${panel} (${name}${isUsual ? ", the usual one" : ""}): ${seats}`;
        });
        return { content: [{ type: "text", text: lines.join("\n") }], structuredContent: { panels: entries } };
      }),
  );
}

function addGetVerdict(server: McpServer, { turns, programTurns }: ServerParts, { program, origin }: Caller): void {
  server.registerTool(
    "get_verdict",
    {
      title: "Read a verdict",
      description: "What a turn came to that was asked before, or how far it is.",
      inputSchema: { turn: z.string().min(1).max(64).describe("The id of the turn, from ask_panel") },
      outputSchema: VerdictReport.shape,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ turn }) =>
      answered(() => {
        if (!programTurns.maySee(program, turn))
          return refused("There is no such turn, or this token may not read it.");
        return resultOf(turns.state(turn), origin);
      }),
  );
}

function resultOf(turn: TurnState, origin: string): CallToolResult {
  const report = reportOf(turn, `${origin}/c/${turn.conversationId}`);
  const isError = turn.status !== "running" && report.finalAnswer === null;
  return {
    content: [{ type: "text", text: reportText(report) }],
    structuredContent: report,
    ...(isError && { isError }),
  };
}

/** A failure is a result that the model can read, never a broken connection. */
async function answered(run: () => Promise<CallToolResult> | CallToolResult): Promise<CallToolResult> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof z.ZodError) return refused(error.issues[0]?.message ?? "The arguments are not valid.");
    return refused(
      failureOf(error, "Parley could not do this because of a fault of its own. Its log says more.").message,
    );
  }
}

function refused(text: string): CallToolResult {
  return { content: [{ type: "text", text }], isError: true };
}

/** Nothing is sent to a client that did not ask for progress, and a client that has gone is no reason to stop here. */
function progressTo({ _meta, sendNotification }: Extra): (progress: Progress) => void {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  return (progress) => {
    void sendNotification({ method: "notifications/progress", params: { progressToken, ...progress } }).catch(() => {});
  };
}
