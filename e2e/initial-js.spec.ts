import { expect } from "@playwright/test";
import { examples } from "@/lib/core/examples";
import { largestInitialJs, measureInitialJs } from "./bench/initial-js";
import { demoPanel } from "./support/panels";
import { test } from "./support/test";

test("no page asks a cold browser for more than 220 KB of JavaScript", async ({ browser, app, api }) => {
  const { conversationId, turnId } = await api.ask({ question: examples[0]?.question ?? "", panel: demoPanel });
  await api.finished(turnId);
  for (const path of ["/", `/c/${conversationId}`]) {
    const { gzipBytes, scripts } = await measureInitialJs(browser, `${app.url}${path}`);
    expect(scripts.length, path).toBeGreaterThan(0);
    expect(gzipBytes, `${path}: ${JSON.stringify(scripts)}`).toBeLessThanOrEqual(largestInitialJs);
  }
});
