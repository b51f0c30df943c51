import type { PanelChoice } from "./panel-choice";

/** Where each thing is in the query cache. */
export const queryKeys = {
  conversations: (search = "") => ["conversations", search] as const,
  allConversations: ["conversations"] as const,
  conversation: (conversationId: string) => ["conversation", conversationId] as const,
  turn: (turnId: string) => ["turn", turnId] as const,
  panels: ["panels"] as const,
  models: ["models"] as const,
  providers: ["providers"] as const,
  settings: ["settings"] as const,
  diagnostics: ["diagnostics"] as const,
  judges: ["judges"] as const,
  backups: ["backups"] as const,
  searchEngines: ["search-engines"] as const,
  tokens: ["api-tokens"] as const,
  mcpServers: ["mcp-servers"] as const,
  estimates: ["estimate"] as const,
  estimate: (panel: PanelChoice, length: number, conversationId: string | null) =>
    ["estimate", panel, length, conversationId] as const,
};
