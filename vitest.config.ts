import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) }, conditions: ["react-server"] },
  ssr: { resolve: { conditions: ["react-server", "node", "import", "module", "default"] } },
  test: {
    include: ["lib/**/*.test.ts", "db/**/*.test.ts", "components/**/*.test.ts", "app/**/*.test.ts", "e2e/**/*.test.ts"],
    restoreMocks: true,
    // Slow machines are no fault of the code; what never ends still fails.
    testTimeout: 30_000,
  },
});
