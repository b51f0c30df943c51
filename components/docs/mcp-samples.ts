import type { Sample } from "./program-samples";

/** How MCP clients are told of Parley's own MCP server. */
export function mcpSamples(mcpUrl: string): Sample[] {
  return [claudeCode(mcpUrl), claudeDesktop(mcpUrl), vsCode(mcpUrl), cursor(mcpUrl)];
}

function claudeCode(mcpUrl: string): Sample {
  return {
    id: "claude-code",
    label: "Claude Code",
    language: "sh",
    code: `claude mcp add --transport http parley ${mcpUrl} \\
  --header "Authorization: Bearer $PARLEY_API_KEY"`,
    note: "A panel may take minutes: start Claude Code with MCP_TOOL_TIMEOUT=900000 (milliseconds).",
  };
}

function claudeDesktop(mcpUrl: string): Sample {
  const args = ["-y", "mcp-remote", mcpUrl, "--header", "Authorization:${PARLEY_AUTH}"];
  const server = { command: "npx", args, env: { PARLEY_AUTH: "Bearer your API token" } };
  return {
    id: "claude-desktop",
    label: "Claude Desktop",
    language: "json",
    code: JSON.stringify({ mcpServers: { parley: server } }, null, 2),
    note: "In claude_desktop_config.json. It starts programs only, so mcp-remote passes the calls on.",
  };
}

function vsCode(mcpUrl: string): Sample {
  const input = { type: "promptString", id: "parley-token", description: "Parley API token", password: true };
  const headers = { Authorization: "Bearer ${input:parley-token}" };
  return {
    id: "vs-code",
    label: "VS Code",
    language: "json",
    code: JSON.stringify({ inputs: [input], servers: { parley: { type: "http", url: mcpUrl, headers } } }, null, 2),
    note: "In .vscode/mcp.json, or in the user profile's mcp.json.",
  };
}

function cursor(mcpUrl: string): Sample {
  const headers = { Authorization: "Bearer ${env:PARLEY_API_KEY}" };
  return {
    id: "cursor-mcp",
    label: "Cursor",
    language: "json",
    code: JSON.stringify({ mcpServers: { parley: { url: mcpUrl, headers } } }, null, 2),
    note: "In ~/.cursor/mcp.json, or .cursor/mcp.json of a project. MCP calls come from your machine, so localhost works.",
  };
}
