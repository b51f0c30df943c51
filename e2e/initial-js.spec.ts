import { expect } from "@playwright/test";
import { examples } from "@/lib/core/examples";
import { largestInitialJs, measureJs } from "./bench/initial-js";
import { demoPanel } from "./support/panels";
import { test } from "./support/test";

test("no page begins with more JavaScript than its gate", async ({ browser, app, api }) => {
  const { conversationId, turnId } = await api.ask({ question: examples[0]?.question ?? "", panel: demoPanel });
  await api.finished(turnId);
  for (const path of ["/", `/c/${conversationId}`]) {
    const { initial } = await measureJs(browser, `${app.url}${path}`);
    expect(initial.scripts.length, path).toBeGreaterThan(0);
    expect(initial.gzipBytes, `${path}: ${JSON.stringify(initial.scripts)}`).toBeLessThanOrEqual(largestInitialJs);
  }
});
