import type { McpServerView } from "@/lib/core/api-mcp";
import { mcpToolTroubles } from "@/lib/core/mcp";
import { type Check, count, flag, listOf, nullable, oneOf, shape, text } from "./checks";

const trouble = nullable(oneOf(...mcpToolTroubles));

export const mcpServerView: Check<McpServerView> = shape({
  id: text,
  label: text,
  url: text,
  keyLast4: nullable(text),
  tools: listOf(shape({ name: text, description: text, changes: flag, allowed: flag, trouble })),
  problem: text,
  checkedAt: nullable(count),
});
