import { createApi } from "./api";
import { type PretendWeb, startPretendWeb } from "./pretend-web";
import { connectScripted } from "./scripted";
import { startServer } from "./server";
import { test as base } from "./test";

/**
 * Tests of research: the production server among pretended sites, with a SearXNG from its environment, and the scripted
 * upstream as a plain local host, so that panelists call Parley's own tools. The guard of the page reader is as strict as ever.
 */
export const test = base.extend<{ web: PretendWeb }, { startedWeb: PretendWeb }>({
  startedWeb: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const web = await startPretendWeb();
      await use(web);
      await web.close();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ startedWeb }, use) => {
      const server = await startServer({
        imports: ["./e2e/support/pretend-sites.ts"],
        env: {
          PARLEY_DEMO: "on",
          SEARXNG_URL: startedWeb.search.url,
          PARLEY_E2E_SITES: JSON.stringify(startedWeb.sites),
        },
      });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  upstream: [
    async ({ app }, use) => {
      const upstream = await connectScripted(createApi(app.url), "openai-compatible");
      await use(upstream);
      await upstream.close();
    },
    { scope: "worker" },
  ],
  web: async ({ startedWeb }, use) => {
    startedWeb.reset();
    await use(startedWeb);
  },
});
