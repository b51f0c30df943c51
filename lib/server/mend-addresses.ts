import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Makes every request of this process arrive with an address that can be decoded. Next answers one that cannot (`%`,
 * `%ED%A0%80`) with a bare 500 before any handler runs; the channel tells of a request before anybody else sees it.
 */
export function mendAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = startedRequest(message);
    if (request.url?.includes("%")) request.url = mendedAddress(request.url);
  });
}

/** The address with each `%` of a segment that cannot be decoded taken for the sign itself; the query stays as it is. */
export function mendedAddress(address: string): string {
  const [path = "", ...query] = address.split("?");
  const mended = path.split("/").map((part) => (isDecodable(part) ? part : part.replaceAll("%", "%25")));
  return [mended.join("/"), ...query].join("?");
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

/** Node documents what this channel tells, and has no type for it. */
function startedRequest(message: unknown): { request: IncomingMessage } {
  return message as { request: IncomingMessage };
}
