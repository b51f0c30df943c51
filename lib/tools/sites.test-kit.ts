import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";

export type Site = {
  port: number;
  /** Paths that were asked for, in order. */
  asked: string[];
  headers: IncomingMessage["headers"][];
  /** Connections that arrived, whether or not anything was asked over them. */
  connections: () => number;
  close(): Promise<void>;
};

/** What stands at a path: a body, or a function that answers by itself. */
export type Place =
  | string
  | Uint8Array
  | { type?: string; status?: number; headers?: Record<string, string>; body?: string | Uint8Array }
  | RequestListener;

/** For tests: a site on loopback. What is not among its places is 404, robots.txt too. */
export async function openSite(places: Readonly<Record<string, Place>>): Promise<Site> {
  const asked: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    asked.push(request.url ?? "/");
    headers.push(request.headers);
    write(places[path], request, response);
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    port: portOf(server.address()),
    asked,
    headers,
    connections: () => connections,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

function write(place: Place | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (place === undefined) return void response.writeHead(404, { "content-type": "text/plain" }).end("none");
  if (typeof place === "function") return place(request, response);
  const whole = typeof place === "string" || place instanceof Uint8Array ? { body: place } : place;
  const { status = 200, type = "text/html; charset=utf-8", headers = {}, body = "" } = whole;
  response.writeHead(status, { "content-type": type, ...headers }).end(body);
}

export type Listener = { port: number; connections: () => number; close(): Promise<void> };

/** For tests: something on loopback that nobody may ever connect to. It counts. */
export async function openForbiddenListener(): Promise<Listener> {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    port: portOf(server.address()),
    connections: () => connections,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== "object" || address === null) throw new Error("No port.");
  return address.port;
}
