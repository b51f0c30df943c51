import { readdirSync } from "node:fs";
import { test as bare, expect } from "@playwright/test";
import { createApi } from "./support/api";
import { type BadBody, badBodies, badIds } from "./support/bad-bodies";
import { sendRaw } from "./support/raw-request";
import { allMethods, findRoutes, pathOf, type Route } from "./support/routes";
import { type Server, startServer } from "./support/server";

type Sent = { what: string; status: number };

const routesAtOnce = 4;
const authorization = "Bearer any";

const test = bare.extend<object, { alone: Server }>({
  // A server of its own: some of these requests delete what there is.
  alone: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      expect(await server.stop()).toBe(0);
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

test("no request of a stranger brings a route or the server down", async ({ alone }) => {
  const routes = findRoutes();
  expect(routes.length).toBeGreaterThan(40);
  const handlesBefore = await openHandles(alone);
  const waiting = [...routes];
  const sent: Sent[] = [];
  const work = async () => {
    for (let route = waiting.pop(); route; route = waiting.pop()) {
      sent.push(...(await fuzzBodies(alone, route)), ...(await fuzzIds(alone, route)));
    }
  };
  await Promise.all(Array.from({ length: routesAtOnce }, work));
  expect(sent.filter(({ status }) => status >= 500 || status === 0)).toEqual([]);
  expect(alone.log()).not.toContain("unexpected");
  const { status } = await fetch(`${alone.url}/api/health`);
  expect(status).toBe(200);
  await expect.poll(() => openHandles(alone)).toBeLessThan(handlesBefore + 20);
});

test("an address that cannot be decoded is answered by its route, in the form of its kind", async ({ alone }) => {
  for (const id of ["%", "%ED%A0%80"]) {
    const app = await sendRaw(alone.url, { path: `/api/turns/${id}` });
    expect([app.status, app.headers["content-type"]]).toEqual([404, "application/problem+json"]);
    for (const path of [`/v1/models/${id}`, `/api/v1/models/${id}`, `/v1/${id}`, `/api/v1/nothing`]) {
      const program = await sendRaw(alone.url, { path, headers: { authorization } });
      expect([path, program.status]).toEqual([path, 404]);
      expect(JSON.parse(program.body)).toMatchObject({ error: { code: 404, type: "not_found_error" } });
    }
    for (const path of [`/c/${id}`, `/panels/${id}`, `/${id}`]) {
      const page = await sendRaw(alone.url, { path });
      expect([path, page.status]).toEqual([path, 404]);
      expect(page.body).toContain("There is no such page");
    }
  }
});

/** Every method, and every bad body where there is a handler to take it. */
async function fuzzBodies(server: Server, route: Route): Promise<Sent[]> {
  const path = pathOf(route, "none");
  const sent: Sent[] = [];
  for (const method of allMethods) {
    const bodies = route.handlers.includes(method) && method !== "GET" ? badBodies : badBodies.slice(0, 1);
    for (const body of bodies)
      sent.push({ what: `${method} ${path}, ${body.what}`, status: await send(server, path, method, body) });
  }
  return sent;
}

async function fuzzIds(server: Server, route: Route): Promise<Sent[]> {
  if (!route.path.includes("[")) return [];
  const method = route.methods[0] ?? "GET";
  const sent: Sent[] = [];
  for (const id of badIds) {
    const path = pathOf(route, id);
    sent.push({ what: `${method} ${path.slice(0, 80)}`, status: await raw(server, path, method) });
  }
  return sent;
}

async function send(server: Server, path: string, method: string, { type, text }: BadBody): Promise<number> {
  const headers = { authorization, ...(type === undefined ? {} : { "content-type": type }) };
  const body = method === "GET" || text === undefined ? {} : { body: text };
  const over = new AbortController();
  const response = await fetch(`${server.url}${path}`, { method, headers, ...body, signal: over.signal });
  // Streams have no end of their own.
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) over.abort();
  else await response.arrayBuffer();
  return response.status;
}

/** As it is written: `fetch` would mend the path. */
async function raw(server: Server, path: string, method: string): Promise<number> {
  const body = method === "GET" ? {} : { body: "{}" };
  const headers = { authorization, "content-type": "application/json" };
  return (await sendRaw(server.url, { method, path, headers, ...body })).status;
}

/** What the server's process holds open: counted by the system where it can, else by the process. */
async function openHandles(server: Server): Promise<number> {
  try {
    return readdirSync(`/proc/${server.pid}/fd`).length;
  } catch {
    const handles = (await createApi(server.url).json("GET", "/api/diagnostics")) as {
      handles: Record<string, number>;
    };
    return Object.values(handles.handles).reduce((sum, count) => sum + count, 0);
  }
}
