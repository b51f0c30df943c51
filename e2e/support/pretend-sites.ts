import { pretendInternet } from "./pretend-internet.ts";

/**
 * For the server process of browser tests: `node --import ./e2e/support/pretend-sites.ts` gives it the sites of
 * PARLEY_E2E_SITES, as JSON: `{ "news.example": 4567 }`, name to port of loopback. The variable alone does nothing.
 */
const sites: unknown = JSON.parse(process.env.PARLEY_E2E_SITES ?? "{}");
const internet = pretendInternet();
for (const [name, port] of Object.entries(typeof sites === "object" && sites !== null ? sites : {})) {
  internet.addSite(name, Number(port));
}
