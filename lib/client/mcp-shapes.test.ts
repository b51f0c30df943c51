import { expect, test } from "vitest";
import { McpServerView } from "@/lib/core/api-mcp";
import { mcpServerView } from "./mcp-shapes";

test("the browser's check of an MCP server takes what the server's schema allows, with the same names", () => {
  const tools = [{ name: "find", description: "Finds.", changes: false, allowed: true, trouble: null }];
  const view = { id: "s", label: "S", url: "http://x", keyLast4: null, tools, problem: "", checkedAt: 1 };
  expect(mcpServerView(McpServerView.parse(view), "server")).toEqual(view);
  expect(Object.keys(McpServerView.shape).toSorted()).toEqual(Object.keys(mcpServerView(view, "server")).toSorted());
});
