import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { openRouterList, plainList } from "./catalog-rows";
import { taskOf } from "./judge";
import { replyTo } from "./reply";
import { lastMessage, type RecordedRequest } from "./request";
import { scenarioOf } from "./scenarios";

export type Upstream = {
  /** As OpenRouter: `http://127.0.0.1:<port>/api/v1`; a plain host is at `/v1`. */
  baseUrl: string;
  port: number;
  /** Every request but those to `/control`, oldest first. */
  requests: RecordedRequest[];
  /** Lets waiting answers of a model (or of all models) go on; gives how many were waiting. */
  release(model?: string): number;
  close(): Promise<void>;
};

type Gate = { model: string; open: () => void };

/** A key with this word in it is refused. */
const refusedKey = /wrong/;

/**
 * Starts a server that speaks OpenRouter's dialect; the model name chooses the scenario. `/control/requests` tells what
 * arrived, `/control/release?model=` lets a waiting answer go on, `/control/reset` forgets the requests.
 */
export async function startUpstream({ port }: { port: number }): Promise<Upstream> {
  const requests: RecordedRequest[] = [];
  const gates = new Set<Gate>();

  function release(model?: string): number {
    const chosen = [...gates].filter((gate) => model === undefined || gate.model === model);
    for (const gate of chosen) {
      gates.delete(gate);
      gate.open();
    }
    return chosen.length;
  }

  /** Opens when the test says so; forgotten when the answer is over. */
  function gateOf(model: string, response: ServerResponse): Promise<void> {
    return new Promise((open) => {
      const gate = { model, open };
      gates.add(gate);
      response.once("close", () => gates.delete(gate));
    });
  }

  function control(url: URL, response: ServerResponse): void {
    if (url.pathname === "/control/requests") return sendJson(response, 200, { requests });
    if (url.pathname === "/control/release") {
      return sendJson(response, 200, { released: release(url.searchParams.get("model") ?? undefined) });
    }
    if (url.pathname !== "/control/reset") return sendJson(response, 404, { error: { message: "No such control." } });
    requests.length = 0;
    sendJson(response, 200, { requests });
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", "http://upstream");
    if (url.pathname.startsWith("/control/")) return control(url, response);
    response.socket?.setNoDelay(true);
    const request = await recordRequest(incoming, requests);
    requests.push(request);
    response.once("close", () => {
      request.closedAt = Date.now();
      request.aborted = !response.writableFinished;
    });
    if (request.path.startsWith("/redirect/")) response.writeHead(302, { location: "/v1/models" }).end();
    else if (request.path.endsWith("/chat/completions")) await answerChat(request, response, gateOf);
    else answerGet(request, response);
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const actualPort = portOf(server.address());
  return {
    baseUrl: `http://127.0.0.1:${actualPort}/api/v1`,
    port: actualPort,
    requests,
    release,
    close: () =>
      new Promise((resolve) => {
        release();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerChat(
  request: RecordedRequest,
  response: ServerResponse,
  gateOf: (model: string, response: ServerResponse) => Promise<void>,
): Promise<void> {
  const reply = replyTo(request, response);
  if (refusedKey.test(request.headers.authorization ?? "")) return reply.fail(401, "User not found.");
  const scenario = scenarioOf(request.model);
  if (!scenario) return reply.fail(400, `${request.model} is not a valid model ID`, { type: "invalid_request" });
  // Nothing shows on screen while quotes are looked for, so no test could know when to let that call go on.
  const isShown = taskOf(lastMessage(request.body)) !== "quotes";
  await scenario(reply, isShown ? gateOf(request.model, response) : Promise.resolve());
}

function answerGet({ path, headers }: RecordedRequest, response: ServerResponse): void {
  if (path === "/api/v1/models") return sendJson(response, 200, openRouterList());
  const isRefused = refusedKey.test(headers.authorization ?? "");
  if (isRefused) return sendJson(response, 401, { error: { code: 401, message: "User not found." } });
  if (path === "/v1/models") return sendJson(response, 200, plainList());
  if (path === "/api/v1/key") return sendJson(response, 200, { data: { label: "scripted", limit: null, usage: 0 } });
  sendJson(response, 404, { error: { code: 404, message: "Not found" } });
}

async function recordRequest(incoming: IncomingMessage, before: readonly RecordedRequest[]): Promise<RecordedRequest> {
  const parts: Uint8Array[] = [];
  const arrivedAt = Date.now();
  for await (const part of incoming) parts.push(part);
  const body = parseObject(Buffer.concat(parts).toString());
  const model = typeof body?.model === "string" ? body.model : "";
  return {
    number: before.length + 1,
    nth: 1 + before.filter((request) => request.model === model).length,
    method: incoming.method ?? "GET",
    path: (incoming.url ?? "/").split("?")[0] ?? "/",
    arrivedAt,
    headers: incoming.headers,
    sentAt: [],
    sentBytes: 0,
    model,
    body,
    closedAt: null,
    aborted: false,
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
