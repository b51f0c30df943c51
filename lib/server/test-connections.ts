import { createServer, type IncomingMessage } from "node:http";
import { fetchModels } from "@/lib/models/catalog";
import type { ConnectedProvider } from "@/lib/models/provider";
import { createCatalog } from "./catalog";
import { createLocalServers } from "./local-servers";
import { isOwnAddress } from "./own-address";
import type { KnownProvider } from "./provider-sources";
import { testProvider } from "./provider-test";
import { createProviders } from "./providers";
import type { Secrets } from "./secrets";
import type { TestParts } from "./test-parts";

export type ModelServer = {
  address: string;
  seen: IncomingMessage[];
  /** What every request gets. */
  answer: { status: number; body: unknown };
  /** Stops it; a second time does nothing. */
  close(): Promise<void>;
};

/** For tests: an OpenAI-compatible server that lists two models. */
export async function openModelServer(): Promise<ModelServer> {
  const listing = { object: "list", data: [{ id: "maker/one", object: "model" }, { id: "maker/two" }] };
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    const { status, body } = model.answer;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const place = server.address();
  const port = typeof place === "object" ? place?.port : null;
  const model: ModelServer = {
    address: `http://127.0.0.1:${port}/v1`,
    seen,
    answer: { status: 200, body: listing },
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
  return model;
}

export type ConnectionOptions = {
  /** What the probe of this machine finds. */
  around: () => ConnectedProvider[];
  demo: "on" | "off" | "auto";
  fromEnvironment: KnownProvider[];
  secrets: Secrets;
};

/** For tests: providers and their catalogue over real parts, on a Parley that listens on port 3000. */
export function openConnections(parts: TestParts, options: Partial<ConnectionOptions>) {
  const { providerRows: rows, clock, cache } = parts;
  const { around = () => [], demo = "auto", fromEnvironment = [], secrets = parts.secrets } = options;
  const own = { port: 3000, boundHost: "127.0.0.1", allowedHosts: ["parley.example"] };
  const localServers = createLocalServers({ probe: async () => around(), clock });
  const providers = createProviders({
    rows,
    clock,
    secrets,
    cache,
    localServers,
    fromEnvironment,
    demo,
    isOwnAddress: (address) => isOwnAddress(address, own),
    testProvider: (provider) => testProvider(provider, { cache, fetchModels }),
  });
  const connected = () => providers.connected();
  const offered = () => providers.offered();
  return { providers, catalog: createCatalog({ cache, localServers, connected, offered, fetchModels, clock }) };
}
