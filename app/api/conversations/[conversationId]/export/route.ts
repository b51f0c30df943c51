import { z } from "zod";
import { conversationReport } from "@/components/export/conversation-report";
import { printHtml } from "@/components/export/print-html";
import { printMarkdown } from "@/components/export/print-markdown";
import { ConversationId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { toDownload } from "@/lib/server/download";
import { handle, pathId } from "@/lib/server/http";

const Format = z.enum(["md", "html", "json"], "The format is md, html or json.");

const types = {
  md: "text/markdown; charset=utf-8",
  html: "text/html; charset=utf-8",
  json: "application/json; charset=utf-8",
} as const;

/** The whole conversation with all answers, verdicts, quotes and sources: to read, to print, or to import again. */
export const GET = handle<RouteContext<"/api/conversations/[conversationId]/export">>(async (request, { params }) => {
  const conversationId = pathId(ConversationId, (await params).conversationId);
  const format = Format.parse(new URL(request.url).searchParams.get("format") ?? "json");
  const { transfer, catalog } = container();
  const file = transfer.conversation(conversationId);
  const { title } = file.conversation;
  const report = () =>
    conversationReport({
      title,
      exportedAt: file.exportedAt,
      turns: file.turns.map(({ state }) => state),
      labelOf: (model) => catalog.find(model)?.label ?? null,
    });
  const print = {
    md: () => printMarkdown(report()),
    html: () => printHtml(report()),
    json: () => `${JSON.stringify(file)}\n`,
  };
  return toDownload([print[format]()], { name: `${fileName(title)}.${format}`, type: types[format] });
});

/** Letters and digits of the title that every system takes. */
function fileName(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 60).toLowerCase() || "conversation";
}
