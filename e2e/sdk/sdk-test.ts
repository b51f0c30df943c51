import { test as base } from "@playwright/test";
import { createApi } from "@/e2e/support/api";
import { connectScripted, type Scripted } from "@/e2e/support/scripted";
import { startServer } from "@/e2e/support/server";
import { tolerant } from "@/e2e/support/tolerant";
import type { PanelInput } from "@/lib/core/panel";

/** A production server with the scripted upstream, for official clients. No browser is opened. */
export type Served = {
  /** What a program puts in the place of OpenRouter's address. */
  baseURL: string;
  scripted: Scripted;
  /** The full name of a scripted model. */
  model(name: string): string;
};

/** Two panelists that answer, judged by each of these; a panel's model is `parley/<name>`. */
const judges = ["judge", "judge-calls", "judge-json"];

export const test = base.extend<object, { served: Served }>({
  served: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const server = await startServer({ env: { PARLEY_DEMO: "off", PARLEY_UPSTREAM_POLICY: tolerant } });
      const api = createApi(server.url);
      const scripted = await connectScripted(api);
      for (const judge of judges)
        await api.savePanel(offline(scripted.panel(judge, ["A = plain-a", "B = plain-b"], judge)));
      await use({ baseURL: `${server.url}/api/v1`, scripted, model: (name) => scripted.model(name) });
      await scripted.close();
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

function offline(panel: PanelInput): PanelInput {
  return { ...panel, tools: { search: false, fetch: false } };
}

/** What the judge of two plain answers writes at the end. */
export const panelsAnswer = /^The panel answers as follows\. .* Nothing else needs deciding\.$/;
export const cityJson = { city: "Kiel", people: 246_000 };
/** What a model says once it has the result of the function. */
export const saysResult = "The function says: Rain, 9 degrees.";
