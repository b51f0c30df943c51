import { Agent, fetch as undiciFetch } from "undici";

/** All that a server may send in one request, in bytes. */
const largestBody = 2_000_000;

/** Servers may stand in the local network: their addresses come from settings only, never from a model or a page. */
const agent = new Agent({ connect: { timeout: 10_000 }, headersTimeout: 60_000, bodyTimeout: 60_000, allowH2: false });

/** Thrown for what a server may not do; its message is for people. */
class McpRefusal extends Error {
  override readonly name = "McpRefusal";
}

/** `fetch` for MCP servers: follows no redirect, so that a key goes only where it was meant to, and reads so much at most. */
export async function mcpFetch(url: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetchWithAgent(url, init);
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new McpRefusal("This address redirects elsewhere; redirects are not followed.");
  }
  const { status, statusText, headers } = response;
  const body = response.body === null ? null : response.body.pipeThrough(capped());
  return new Response(body, { status, statusText, headers });
}

function capped(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > largestBody) controller.error(new McpRefusal("The server sent more than 2 MB."));
      else controller.enqueue(chunk);
    },
  });
}

/** undici's types describe the same web standard as the platform's, but are other declarations of it. */
function fetchWithAgent(url: string | URL, init: RequestInit | undefined): Promise<Response> {
  const options = { ...init, redirect: "manual", dispatcher: agent } as Parameters<typeof undiciFetch>[1];
  return undiciFetch(String(url), options) as unknown as Promise<Response>;
}
