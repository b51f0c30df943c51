import type { ToolWay } from "@/lib/core/events";
import type { CatalogModel, ProviderKind } from "@/lib/core/model";

/**
 * How a model may research. OpenRouter runs its own tools, unless the panel names another engine; every other model calls
 * Parley's. A model that takes no tools is given what a search finds before it is asked; the demo is scripted.
 */
export function toolWayOf(
  { kind, tools }: { kind: ProviderKind | null; tools: CatalogModel["capabilities"]["tools"] },
  engine: string,
): ToolWay | "none" {
  if (kind === null || kind === "demo") return "none";
  if (tools === false) return "before";
  return kind === "openrouter" && (engine === "auto" || engine === "openrouter") ? "server" : "own";
}
