import type { ProviderView } from "@/lib/core/api-providers";
import type { ConnectedProvider } from "@/lib/models/provider";
import type { Env } from "./env";

/** A provider, where it came from, and what is wrong with it before anyone calls it. */
export type KnownProvider = ConnectedProvider & {
  origin: ProviderView["origin"];
  keyLast4: string | null;
  /** Words for people; empty = nothing is wrong. */
  problem: string;
};

export const demoProvider: KnownProvider = {
  id: "demo",
  label: "Demo",
  kind: "demo",
  baseUrl: "",
  apiKey: null,
  origin: "built-in",
  keyLast4: null,
  problem: "",
};

/** The providers that the environment names. */
export function environmentProviders(env: Pick<Env, "openrouter" | "openai">): KnownProvider[] {
  const named = [
    { id: "openrouter", label: "OpenRouter", kind: "openrouter" as const, ...env.openrouter },
    { id: "openai", label: "OpenAI", kind: "openai-compatible" as const, ...env.openai },
  ];
  return named.flatMap((provider) =>
    provider.apiKey === null
      ? []
      : [{ ...provider, origin: "environment" as const, keyLast4: lastFour(provider.apiKey), problem: "" }],
  );
}

/** What is shown of a key: its last four characters, and nothing of one so short that they would give it away. */
export function lastFour(apiKey: string): string {
  return apiKey.length < 12 ? "••••" : apiKey.slice(-4);
}
