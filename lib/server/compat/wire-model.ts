import type { ModelName } from "@/lib/core/ids";
import { splitModelName } from "@/lib/core/panel-rules";

const openRouter = "openrouter";

/** A model as programs name it: OpenRouter's by their slugs, all others by their full names. Both can be asked for again. */
export function wireModel(name: ModelName): string {
  const { provider, model } = splitModelName(name);
  return provider === openRouter ? model : name;
}

/** The model that really ran, which a provider names without its prefix. */
export function concreteModel(asked: ModelName, resolved: string | null): string {
  const { provider } = splitModelName(asked);
  if (resolved === null || provider === null) return wireModel(asked);
  return resolved.startsWith(`${provider}:`) ? wireModel(resolved) : wireModel(`${provider}:${resolved}`);
}
