import type { McpServerView } from "@/lib/core/api-mcp";
import { type Check, count, flag, listOf, nullable, shape, text } from "./checks";

export const mcpServerView: Check<McpServerView> = shape({
  id: text,
  label: text,
  url: text,
  keyLast4: nullable(text),
  tools: listOf(shape({ name: text, description: text, changes: flag, allowed: flag })),
  problem: text,
  checkedAt: nullable(count),
});
