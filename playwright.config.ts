import { defineConfig, devices } from "@playwright/test";
import { chromiumFlags, findChromium } from "@/e2e/find-chromium";

const executablePath = process.env.CHROMIUM_PATH ?? findChromium();
const isPhoneTest = /phone\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  workers: 2,
  // A test that needs its second try is named in the output; one that fails twice has failed.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // A trace costs as much as the test: only a second try is worth it.
    trace: "on-first-retry",
    // Drawn without a graphics card, what turns and pulses takes the time of what is tested.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: { args: chromiumFlags, ...(executablePath ? { executablePath } : {}) },
  },
  projects: [
    {
      name: "desktop",
      testIgnore: isPhoneTest,
      use: { browserName: "chromium", viewport: { width: 1440, height: 900 } },
    },
    {
      name: "phone",
      testMatch: isPhoneTest,
      use: { ...devices["Pixel 7"], browserName: "chromium", viewport: { width: 390, height: 844 } },
    },
  ],
});
