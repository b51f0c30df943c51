import { type Api, createApi } from "./api";
import { base } from "./base-test";
import { connectScripted, type Scripted } from "./scripted";
import { type Server, startServer } from "./server";
import { tolerant } from "./tolerant";
import { expectNoProblems, type Watch, watchContext } from "./watch";

type WorkerFixtures = {
  /** The production server of this worker; tests share it, so they name what they make. */
  app: Server;
  upstream: Scripted;
};

type TestFixtures = {
  api: Api;
  /** The scripted upstream, connected as a provider, its record empty. */
  scripted: Scripted;
  /** What the pages of this test did wrong; asserted empty at its end. */
  watch: Watch;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  app: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const server = await startServer({ env: { PARLEY_DEMO: "on", PARLEY_UPSTREAM_POLICY: tolerant } });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  upstream: [
    async ({ app }, use) => {
      const upstream = await connectScripted(createApi(app.url));
      await use(upstream);
      await upstream.close();
    },
    { scope: "worker" },
  ],
  scripted: async ({ upstream }, use) => {
    await upstream.forget();
    await use(upstream);
  },
  baseURL: async ({ app }, use) => use(app.url),
  api: async ({ app }, use) => use(createApi(app.url)),
  watch: [
    async ({ context, app }, use) => {
      const watch = watchContext(context, app.url);
      await use(watch);
      expectNoProblems(watch);
    },
    { auto: true },
  ],
});
