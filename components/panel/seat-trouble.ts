import { splitModelName } from "@/lib/core/panel-rules";

/** Whether the data policy lets this panel send to the model's provider; an empty list allows all. */
export function isAllowed(model: string, allowedProviders: readonly string[]): boolean {
  const { provider } = splitModelName(model);
  return allowedProviders.length === 0 || provider === null || allowedProviders.includes(provider);
}
