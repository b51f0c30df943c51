import { type McpTool, mostMcpTools } from "@/lib/core/mcp";
import type { StoredMcpServer } from "./mcp-servers";

/** Providers take names of 64 characters at most. */
const longestName = 60;

/** The allowed tools of these servers, as many as providers take, each under a name that is its own among all of them. */
export function mcpToolsOf(servers: readonly StoredMcpServer[]): McpTool[] {
  const taken = new Set<string>();
  const all = servers.flatMap(({ id, label, tools, allowed }) =>
    tools
      .filter(({ name }) => allowed.includes(name))
      .map(({ name, description, parameters }) => {
        const spec = { name: freeName(`${id}__${name}`, taken), description: `${label}: ${description}`, parameters };
        return { serverId: id, server: label, tool: name, spec };
      }),
  );
  return all.slice(0, mostMcpTools);
}

function freeName(wanted: string, taken: Set<string>): string {
  const plain = wanted.replace(/[^\w-]/g, "_").slice(0, longestName);
  for (let count = 1; ; count++) {
    const name = count === 1 ? plain : `${plain.slice(0, longestName - 3)}_${count}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
