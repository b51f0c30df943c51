import { expect, type Page } from "@playwright/test";
import { Problem } from "@/lib/core/api";
import { createApi } from "./support/api";
import { expectAccessible } from "./support/axe";
import { base } from "./support/base-test";
import { demoPanel } from "./support/panels";
import { type Server, spawnStart, startServer } from "./support/server";
import { expectNoProblems, watchContext } from "./support/watch";

const password = "correct horse battery staple";

const test = base.extend<object, { guarded: Server }>({
  guarded: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const server = await startServer({ env: { PARLEY_PASSWORD: password } });
      await use(server);
      expect(server.log()).not.toContain(password);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ guarded }, use) => use(guarded.url),
});

test("without a password the server refuses to listen beyond this machine", async () => {
  const server = spawnStart({ HOST: "0.0.0.0", PORT: "0" });
  expect(await server.ended).toBe(1);
  expect(server.log()).toContain("PARLEY_PASSWORD");
});

test("a stranger sees the sign-in page and nothing else", async ({ page, guarded }) => {
  for (const path of ["/", "/panels", "/settings", "/c/unknown"]) {
    await page.goto(path);
    await expect(page).toHaveURL(new RegExp(`^${guarded.url}/sign-in`));
  }
  await expect(page.getByLabel(/password/i)).toBeVisible();
  await expectAccessible(page, "sign-in");
});

test("a wrong password is refused, the right one opens the page, signing out closes it", async ({
  page,
  context,
  guarded,
}) => {
  const watch = watchContext(context, guarded.url);
  watch.allow(/status of 401/);
  await page.goto("/");
  await signIn(page, "wrong");
  await expect(page.getByRole("alert").filter({ hasText: /not the access password/i })).toBeVisible();
  await signIn(page, password);
  await expect(page).toHaveURL(`${guarded.url}/`);
  const [session] = await context.cookies();
  expect(session).toMatchObject({ name: "parley_session", httpOnly: true, sameSite: "Lax" });
  expect(session?.value).not.toContain(password);
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/");
  await expect(page).toHaveURL(`${guarded.url}/sign-in`);
  expectNoProblems(watch);
});

test("after signing in one is back at the page one asked for", async ({ page, guarded }) => {
  await page.goto("/panels");
  await expect(page).toHaveURL(`${guarded.url}/sign-in?from=%2Fpanels`);
  await signIn(page, password);
  await expect(page).toHaveURL(`${guarded.url}/panels`);
});

test("a copied cookie is worth nothing after signing out", async ({ page, context, guarded }) => {
  await page.goto("/sign-in");
  await signIn(page, password);
  await expect(page).toHaveURL(`${guarded.url}/`);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const withCookie = () => fetch(`${guarded.url}/api/conversations`, { headers: { cookie } });
  expect((await withCookie()).status).toBe(200);
  await fetch(`${guarded.url}/api/sign-out`, { method: "POST", headers: { cookie } });
  expect((await withCookie()).status).toBe(401);
});

test("the API wants the same password as a bearer token", async ({ guarded }) => {
  const stranger = await createApi(guarded.url).send("GET", "/api/conversations");
  expect(stranger.status).toBe(401);
  expect(Problem.parse(await stranger.json()).code).toBe("sign_in_required");
  const wrong = await createApi(guarded.url, { authorization: "Bearer wrong" }).send("GET", "/api/conversations");
  expect(wrong.status).toBe(401);
  const api = createApi(guarded.url, { authorization: `Bearer ${password}` });
  const { turnId } = await api.ask({ question: "Does the token open the API?", panel: demoPanel });
  expect((await api.finished(turnId)).status).toBe("done");
});

test("every route but health and sign-in is closed to strangers", async ({ guarded }) => {
  const routes = ["/api/conversations", "/api/conversations/x", "/api/turns/x", "/api/turns/x/events", "/api/panels"];
  const more = ["/api/models", "/api/providers", "/api/settings", "/api/turns/x/events?after=0"];
  for (const path of [...routes, ...more]) {
    expect((await fetch(`${guarded.url}${path}`)).status, path).toBe(401);
  }
  expect((await fetch(`${guarded.url}/api/health`)).status).toBe(200);
});

async function signIn(page: Page, text: string): Promise<void> {
  await page.getByLabel(/password/i).fill(text);
  await page.getByRole("button", { name: "Sign in" }).click();
}
