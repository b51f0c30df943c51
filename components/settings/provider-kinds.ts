import type { ProviderInput, ProviderView } from "@/lib/core/api-providers";

type AddableKind = ProviderInput["kind"];

/** What can be added, with what fits most people. */
export const providerKinds: Record<AddableKind, { name: string; label: string; baseUrl: string; keyHint: string }> = {
  openrouter: {
    name: "OpenRouter",
    label: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    keyHint: "From openrouter.ai, under Keys",
  },
  "openai-compatible": {
    name: "OpenAI-compatible",
    label: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    keyHint: "Leave empty if the endpoint asks for none",
  },
  local: {
    name: "Local server",
    label: "Ollama",
    baseUrl: "http://127.0.0.1:11434/v1",
    keyHint: "Most local servers ask for none",
  },
};

export const addableKinds: readonly AddableKind[] = ["openrouter", "openai-compatible", "local"];

/** What kind of provider it is, for people. */
export function nameKind(kind: ProviderView["kind"]): string {
  return kind === "demo" ? "Scripted answers" : providerKinds[kind].name;
}

/** Where a provider that was not added here comes from, and so where it can be changed. */
export function tellOrigin({ origin, kind }: Pick<ProviderView, "origin" | "kind">): string {
  if (origin === "environment") {
    return `From the environment (${kind === "openrouter" ? "OPENROUTER_API_KEY" : "OPENAI_API_KEY"})`;
  }
  if (origin === "discovered") return "Found running on this machine";
  return origin === "built-in" ? "Built in" : "";
}

/** Whether a key may be sent there: it is bound to scheme, host and port. */
export function isSameServer(one: string, other: string): boolean {
  const [first, second] = [URL.parse(one.trim()), URL.parse(other.trim())];
  return first !== null && first.origin === second?.origin;
}
