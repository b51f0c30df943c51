import { Resolver } from "node:dns/promises";
import { isIP, type LookupFunction, Socket } from "node:net";

/**
 * A small internet inside one process, for tests: names have the addresses they are given here, and a connection to such an
 * address arrives at a server on loopback. It is made from outside, in Node itself. No rule is changed: the guarded fetch
 * judges the public addresses it sees and refuses 127.0.0.1 as ever; the program cannot ask for this and knows nothing of it.
 */
export type PretendInternet = {
  /** What the resolver answers, in turn; the last answer stays. IPv4 and IPv6 mixed. */
  setName(name: string, ...answers: (readonly string[])[]): void;
  /** Connections to this public address, at any port, arrive at this port of loopback. */
  setServer(address: string, port: number): void;
  /** A name with an address and a server of its own. */
  addSite(name: string, port: number): void;
  /** Every connection that a guarded fetch or a test has begun, as "address:port", before it is sent to loopback. */
  connections: string[];
  /** How often a name was resolved. */
  lookups: Map<string, number>;
  restore(): void;
};

type ConnectOptions = { host?: string; port: number; lookup?: LookupFunction };
type Connect = (this: Socket, ...parameters: unknown[]) => Socket;

export function pretendInternet(): PretendInternet {
  const names = new Map<string, (readonly string[])[]>();
  const servers = new Map<string, number>();
  const connections: string[] = [];
  const lookups = new Map<string, number>();
  const restore = replaceNode({
    resolve: (name, family) => resolve(name, family),
    portOf(address, port) {
      connections.push(`${address}:${port}`);
      return servers.get(address) ?? null;
    },
  });
  let sites = 0;

  /** Both families are asked for, IPv4 first, so an answer is used up by the second question. */
  function resolve(name: string, family: 4 | 6): string[] {
    const answers = names.get(name) ?? [];
    const current = answers[0] ?? [];
    if (family === 6) {
      lookups.set(name, (lookups.get(name) ?? 0) + 1);
      if (answers.length > 1) answers.shift();
    }
    return current.filter((address) => isIP(address) === family);
  }

  const setServer = (address: string, port: number) => void servers.set(address, port);
  const setName = (name: string, ...answers: (readonly string[])[]) => void names.set(name, [...answers]);
  return {
    setName,
    setServer,
    addSite(name, port) {
      sites += 1;
      // Public by every rule, and never really connected to.
      const address = `11.0.${sites >> 8}.${sites & 255}`;
      setName(name, [address]);
      setServer(address, port);
    },
    connections,
    lookups,
    restore,
  };
}

type World = {
  resolve: (name: string, family: 4 | 6) => string[];
  /** Asked once for every connection; null = nobody listens there. */
  portOf: (address: string, port: number) => number | null;
};

/** Puts a world in the place of Node's resolver and sockets; gives the way back. */
function replaceNode(world: World): () => void {
  const resolvers = methodsOf(Resolver.prototype, ["resolve4", "resolve6"]);
  const sockets = methodsOf(Socket.prototype, ["connect"]);
  const connect = sockets.connect as Connect;
  const answer = async (name: string, family: 4 | 6): Promise<string[]> => {
    const found = world.resolve(name, family);
    if (found.length > 0) return found;
    throw Object.assign(new Error(`query${family} ${name}`), { code: "ENOTFOUND" });
  };

  async function connectTo(socket: Socket, options: ConnectOptions): Promise<void> {
    const address = await addressOf(options);
    const port = world.portOf(address, options.port);
    const refusal = Object.assign(new Error(`connect ECONNREFUSED ${address}`), { code: "ECONNREFUSED" });
    if (port === null) socket.destroy(refusal);
    else Reflect.apply(connect, socket, [{ ...options, host: "127.0.0.1", port, lookup: undefined }]);
  }

  function pretendConnect(this: Socket, ...parameters: unknown[]): Socket {
    // net.connect gives its options as the first of a list; a socket itself is given them alone.
    const [first] = parameters;
    const options: unknown = Array.isArray(first) ? first[0] : first;
    if (!isGuarded(options)) {
      if (isConnect(options)) world.portOf(options.host ?? "localhost", options.port);
      return Reflect.apply(connect, this, parameters);
    }
    connectTo(this, options).catch((error: unknown) => this.destroy(error instanceof Error ? error : undefined));
    return this;
  }

  Object.assign(Resolver.prototype, {
    resolve4: (name: string) => answer(name, 4),
    resolve6: (name: string) => answer(name, 6),
  });
  Object.assign(Socket.prototype, { connect: pretendConnect });
  return () => {
    Object.assign(Resolver.prototype, resolvers);
    Object.assign(Socket.prototype, sockets);
  };
}

function methodsOf(prototype: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, Reflect.get(prototype, name)]));
}

function isConnect(options: unknown): options is ConnectOptions {
  return typeof options === "object" && options !== null && "port" in options;
}

/** The guarded fetch is the one part of the program that brings a lookup of its own. */
function isGuarded(options: unknown): options is ConnectOptions & { lookup: LookupFunction } {
  return isConnect(options) && typeof options.lookup === "function";
}

/** Where a connection would go: the literal, or the first address that the program's own lookup allows. */
function addressOf({ host = "", lookup }: ConnectOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    if (isIP(host) || !lookup) return resolve(host);
    lookup(host, { all: true }, (error, found) => {
      const address = typeof found === "string" ? found : found[0]?.address;
      if (error || !address) reject(error ?? new Error("no address"));
      else resolve(address);
    });
  });
}
