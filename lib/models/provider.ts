import type { ProviderKind } from "@/lib/core/model";

/** A provider that can be called now: where it is and, if it wants one, the key. */
export type ConnectedProvider = {
  id: string;
  /** What people call it; failures begin with it. */
  label: string;
  kind: ProviderKind;
  /** Without the last path part, e.g. `https://openrouter.ai/api/v1`. */
  baseUrl: string;
  apiKey: string | null;
};

/** The address of a path below the provider's base URL. */
export function urlAt(provider: Pick<ConnectedProvider, "baseUrl">, path: string): string {
  return `${provider.baseUrl.replace(/\/+$/, "")}${path}`;
}

/** Headers every call carries: the key, if there is one, and the mark that stops Parley from calling itself in a circle. */
export function commonHeaders(provider: Pick<ConnectedProvider, "apiKey">): Record<string, string> {
  const key = provider.apiKey ? { authorization: `Bearer ${provider.apiKey}` } : {};
  return { ...key, "x-openrouter-fusion-depth": "1" };
}
