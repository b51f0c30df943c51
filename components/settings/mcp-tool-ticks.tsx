"use client";
import { CheckRow } from "@/components/ui/check-row";
import { useMcpTicks } from "@/lib/client/mcp-servers";
import { problemOfError } from "@/lib/client/problem";
import type { McpServerView } from "@/lib/core/api-mcp";
import { isTellable, type McpToolTrouble, mcpToolLimits } from "@/lib/core/mcp";

const most = (limit: keyof typeof mcpToolLimits) => `${mcpToolLimits[limit].toLocaleString("en")} characters`;
const troubleWords: Record<McpToolTrouble, string> = {
  name_too_long: `Cannot be allowed: its name is longer than ${most("name")}.`,
  schema_too_large: `Cannot be allowed: its input schema is longer than ${most("schema")}, too much for every request.`,
  description_cut: `Models read the first ${most("description")} of its description only.`,
};

/** Which tools of a server may be called. */
export function McpToolTicks({ server }: { server: McpServerView }) {
  const { id, label, tools } = server;
  const ticks = useMcpTicks(id);
  const allowed = tools.filter((tool) => tool.allowed).map(({ name }) => name);

  function toggle(name: string): void {
    const next = allowed.includes(name) ? allowed.filter((one) => one !== name) : [...allowed, name];
    ticks.mutate(next);
  }

  return (
    <fieldset className="border-t border-line px-1.5 pt-2 pb-2.5">
      <legend className="sr-only">Tools of {label} that may be called</legend>
      {tools.map(({ name, description, changes, allowed: isAllowed, trouble }) => (
        <CheckRow key={name} checked={isAllowed} disabled={!isTellable(trouble)} onToggle={() => toggle(name)}>
          <span className="min-w-0">
            <span className="font-mono text-12 [overflow-wrap:anywhere]">{name}</span>
            {changes ? <span className="ml-2 text-12 text-attention">may change things</span> : null}
            <span className="block text-12 text-text-2 [overflow-wrap:anywhere]">{description.slice(0, 300)}</span>
            {trouble ? <span className="block text-12 text-attention">{troubleWords[trouble]}</span> : null}
          </span>
        </CheckRow>
      ))}
      <p className="mt-1 px-2.5 text-12 text-text-2">
        A page or a result that a panelist reads can talk it into a call. Tick what may change things only where that
        does no harm.
      </p>
      {ticks.error ? (
        <p role="alert" className="mt-1 px-2.5 text-12 text-danger">
          {problemOfError(ticks.error).detail}
        </p>
      ) : null}
    </fieldset>
  );
}
