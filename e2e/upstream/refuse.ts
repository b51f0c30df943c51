import type { Reply } from "./reply";

/** Refuses a request as OpenRouter does with that status. */
export function refuse(reply: Reply, status: number): void {
  const [message, type] = refusals[status] ?? ["The provider is not well.", "server"];
  reply.fail(status, message, { type, headers: status === 429 ? { "retry-after": "1" } : {} });
}

const refusals: Readonly<Record<number, [message: string, type: string]>> = {
  400: ["A parameter is wrong.", "invalid_request"],
  401: ["No auth credentials found", "authentication"],
  402: ["Insufficient credits. Add more at the provider.", "payment_required"],
  403: ["This key may not use this model.", "permission_denied"],
  404: ["No endpoints found for this model.", "not_found"],
  408: ["The request took too long.", "timeout"],
  413: ["The request is too large.", "payload_too_large"],
  429: ["Rate limit exceeded: 20 requests a minute.", "rate_limit_exceeded"],
  500: ["Internal server error", "server"],
  502: ["The upstream provider is not available.", "provider_unavailable"],
  503: ["The upstream provider is overloaded.", "provider_overloaded"],
};
