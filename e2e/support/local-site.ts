import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What stands at a path; HTML unless it says otherwise. */
export type LocalPage = string | { type: string; body: Uint8Array };

/** A static site on loopback. */
export type LocalSite = {
  port: number;
  /** Paths that were asked for, in order. */
  asked: string[];
  /** Requests for this path wait until the function that this gives is called. */
  hold(path: string): () => void;
  close(): Promise<void>;
};

/** Starts a site with these pages; any other path is 404, robots.txt too. */
export async function startSite(pages: Readonly<Record<string, LocalPage>>): Promise<LocalSite> {
  const asked: string[] = [];
  const gates = openGates();
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    asked.push(path);
    void gates.passed(path).then(() => {
      const page = pages[path];
      if (page === undefined) return response.writeHead(404, { "content-type": "text/plain" }).end("none");
      const { type, body } = typeof page === "string" ? { type: "text/html; charset=utf-8", body: page } : page;
      return response.writeHead(200, { "content-type": type }).end(body);
    });
  });
  const { port, close } = await listenOnLoopback(server);
  return {
    port,
    asked,
    hold: gates.hold,
    async close() {
      gates.openAll();
      await close();
    },
  };
}

/** Listens on a free port of loopback. */
export async function listenOnLoopback(server: Server): Promise<{ port: number; close: () => Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: portOf(server.address()), close };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The server listens nowhere.");
  return address.port;
}

type Gates = {
  /** Closes one gate; gives what opens it. */
  hold: (place?: string) => () => void;
  /** Resolves as soon as the gate is open, at once when it is. */
  passed: (place?: string) => Promise<void>;
  openAll: () => void;
};

/** Gates that tests close and open, so that what happens meanwhile can be looked at. */
export function openGates(): Gates {
  const closed = new Map<string, { promise: Promise<void>; resolve: () => void }>();
  function open(place: string): void {
    closed.get(place)?.resolve();
    closed.delete(place);
  }
  return {
    hold(place = "") {
      open(place);
      closed.set(place, Promise.withResolvers<void>());
      return () => open(place);
    },
    passed: (place = "") => closed.get(place)?.promise ?? Promise.resolve(),
    openAll: () => {
      for (const place of closed.keys()) open(place);
    },
  };
}
