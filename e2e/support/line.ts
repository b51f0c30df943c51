import { connect, createServer, type Socket } from "node:net";

export type Line = {
  /** The server, seen through this line. */
  url: string;
  /** Cuts every connection; nothing gets through until it is mended. */
  cut(): void;
  mend(): void;
  /** Connections that were refused since the line was cut. */
  refused(): number;
  close(): Promise<void>;
};

/** A network line to a server that a test can cut: what a browser sees when the network goes and the server does not. */
export async function openLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isCut = false;
  let refused = 0;
  const server = createServer((near) => {
    if (isCut) {
      refused += 1;
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The line has no port.");
  const cut = () => {
    isCut = true;
    refused = 0;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    mend: () => {
      isCut = false;
    },
    refused: () => refused,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
