import type { MenuAction } from "@/components/ui/menu";
import { conversationExportUrl, type ExportFormat } from "@/lib/client/data-transfer";
import { download } from "./download";

const formats: readonly { format: ExportFormat; label: string; detail: string }[] = [
  { format: "md", label: "Export as Markdown", detail: "To read and edit" },
  { format: "html", label: "Export as HTML", detail: "One file, to read and print" },
  { format: "json", label: "Export as JSON", detail: "To import again, here or elsewhere" },
];

/** A whole conversation as a file, in each format. */
export function exportItems(conversationId: string): MenuAction[] {
  return formats.map(({ format, label, detail }) => ({
    label,
    detail,
    onSelect: () => download(conversationExportUrl(conversationId, format)),
  }));
}
