import { defineConfig } from "@playwright/test";

/** The tests of `npm run soak`, which are too long for `npm test`. They need no browser. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.soak.ts",
  outputDir: "../../test-results",
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: "list",
});
