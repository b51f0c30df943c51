"use client";
import { DocSection, FactTable, proseClass } from "./doc-section";
import { mcpSamples } from "./mcp-samples";
import { CodeText, Samples } from "./samples";

const tools = [
  [
    "ask_panel",
    "A question, and optionally a panel and a mode: panel (all models and the judge, the default), solo (one model of the panel alone) or auto (the model that writes final answers answers alone, or asks the panel).",
    "The final answer; points with verified quotes, sources and the turn's address beside it. In mode auto also who was chosen to answer, and why.",
  ],
  ["list_panels", "Nothing.", "The saved panels with their models."],
  ["get_verdict", "The id of a turn.", "The same as ask_panel, for a turn that was asked before; or how far it is."],
] as const;

/** Parley as an MCP server: its tools, and how clients are told of it. */
export function McpSection({ mcpUrl }: { mcpUrl: string }) {
  return (
    <DocSection id="mcp" title="MCP">
      <p className={proseClass}>
        Agents ask a panel as a tool. The server speaks Streamable HTTP at the address below and takes the same keys.
        While a panel works it reports progress; a cancelled call stops the turn. Only a token that may read sees turns
        of others.
      </p>
      <CodeText name="MCP address" code={mcpUrl} />
      <FactTable label="Tools of the MCP server" head={["Tool", "Takes", "Gives"]} rows={tools} />
      <Samples label="MCP client" samples={mcpSamples(mcpUrl)} />
      <p className={proseClass}>
        The other way round, the tools of MCP servers that you add in Settings can be given to panelists.
      </p>
    </DocSection>
  );
}
