import { createCatalogRows } from "@/db/catalogs";
import { createPanelRows } from "@/db/panels";
import { createProviderRows } from "@/db/providers";
import { fetchModels } from "@/lib/models/catalog";
import { demoModels } from "@/lib/models/demo/demo-models";
import { demoStreamModel } from "@/lib/models/demo/demo-stream-model";
import { findLocalServers } from "@/lib/models/local-servers";
import { openaiCompatible } from "@/lib/models/openai-compatible";
import type { ConnectedProvider } from "@/lib/models/provider";
import { modelRegistry } from "@/lib/models/registry";
import { createUpstream } from "@/lib/models/upstream";
import { createCatalog } from "./catalog";
import { createCatalogCache } from "./catalog-cache";
import type { Env } from "./env";
import type { Ground } from "./ground";
import { createLocalServers } from "./local-servers";
import { isOwnAddress } from "./own-address";
import { createPanels } from "./panels";
import { environmentProviders } from "./provider-sources";
import { testProvider } from "./provider-test";
import { createProviders } from "./providers";
import { createSecrets } from "./secrets";

const probeTimeout = 2000;

/** Providers, their catalogue, the one port to all their models, and the panels that name them. */
export function connectModels(ground: Ground) {
  const { env, db, clock, newId, settingRows: settings } = ground;
  const upstream = createUpstream({ policy: env.upstream, clock });
  const cache = createCatalogCache({ rows: createCatalogRows(db), clock, fixed: { demo: demoModels } });
  const place = { port: env.port, boundHost: env.host, allowedHosts: env.allowedHosts };
  const isOwn = (address: string) => isOwnAddress(address, place);
  const localServers = createLocalServers({ probe: () => probeLocalServers(env, isOwn), clock });
  const providers = createProviders({
    rows: createProviderRows(db),
    secrets: createSecrets(ground.masterKey),
    cache,
    localServers,
    fromEnvironment: environmentProviders(env),
    demo: env.demo,
    clock,
    isOwnAddress: isOwn,
    async testProvider(provider) {
      const test = await testProvider(provider, { cache, fetchModels });
      if (test.ok) upstream.providerChanged(provider.id);
      return test;
    },
  });
  const connected = () => providers.connected();
  const offered = () => providers.offered();
  const catalog = createCatalog({ cache, localServers, connected, offered, fetchModels, clock });
  const models = modelRegistry({
    connected,
    listed: (providerId) => cache.entry(providerId).ids,
    adapters: {
      demo: demoStreamModel({ clock, pace: env.demoPace }),
      remote: (provider) => upstream.guarded(provider, openaiCompatible(provider, env.upstream)),
    },
  });
  const modelsOf = (providerId: string) => cache.entry(providerId).models;
  const rows = createPanelRows(db);
  const panels = createPanels({ rows, settings, clock, newId, connected, offered, modelsOf });
  panels.seed();
  // So that prices and local servers are known by the time somebody asks; nothing waits for it.
  catalog.look();
  return { providers, catalog, models, panels, upstream };
}

async function probeLocalServers(
  { ollamaHost }: Env,
  isOwn: (address: string) => boolean,
): Promise<ConnectedProvider[]> {
  const found = await findLocalServers({ ollamaHost, signal: AbortSignal.timeout(probeTimeout) });
  return found.filter(({ baseUrl }) => !isOwn(baseUrl));
}
