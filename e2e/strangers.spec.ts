import { connect, createServer } from "node:net";
import { test as base, expect } from "@playwright/test";
import { createApi } from "./support/api";
import { panelOf } from "./support/panels";
import { sendRaw } from "./support/raw-request";
import { findRoutes, pathOf } from "./support/routes";
import { type Server, startServer } from "./support/server";

const password = "correct horse battery staple";
const secret = "Marked-question-8831";

const test = base.extend<object, { guarded: Server }>({
  guarded: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const server = await startServer({ env: { PARLEY_PASSWORD: password, PARLEY_DEMO: "on" } });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

const owner = (server: Server) => createApi(server.url, { authorization: `Bearer ${password}` });

async function askSecret(server: Server): Promise<string> {
  const panel = panelOf("Guarded", ["demo:atlas"]);
  const { conversationId, turnId } = await owner(server).ask({ question: secret, panel });
  await owner(server).finished(turnId);
  return conversationId;
}

test("a foreign host name is refused on every route, whoever asks", async ({ guarded }) => {
  const headers = { host: "attacker.example", authorization: `Bearer ${password}` };
  const answers: string[] = [];
  for (const route of findRoutes()) {
    for (const method of route.methods) {
      const path = pathOf(route, "none");
      const { status } = await sendRaw(guarded.url, { method, path, headers });
      if (status !== 421) answers.push(`${method} ${path}: ${status}`);
    }
  }
  expect(answers).toEqual([]);
});

test("a page of another site changes nothing, even with the owner's session", async ({ guarded }) => {
  const signIn = await fetch(`${guarded.url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ password }),
  });
  const cookie = signIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const everything = async () => ({
    conversations: await owner(guarded).json("GET", "/api/conversations"),
    panels: await owner(guarded).json("GET", "/api/panels"),
    // The database file grows by its own rules.
    settings: { ...Object(await owner(guarded).json("GET", "/api/settings")), databaseBytes: 0 },
  });
  await askSecret(guarded);
  const before = await everything();
  const answers: string[] = [];
  const from = [
    { origin: "https://attacker.example", "content-type": "text/plain" },
    { "sec-fetch-site": "cross-site", "content-type": "application/x-www-form-urlencoded" },
    { "sec-fetch-site": "same-site", "content-type": "application/json" },
    { origin: "null", "content-type": "application/json" },
  ];
  for (const route of findRoutes()) {
    for (const method of route.methods.filter((name) => name !== "GET")) {
      for (const headers of from) {
        const path = pathOf(route, "none");
        const { status } = await sendRaw(guarded.url, { method, path, headers: { cookie, ...headers }, body: "{}" });
        if (status !== 403) answers.push(`${method} ${path} from ${JSON.stringify(headers)}: ${status}`);
      }
    }
  }
  expect(answers).toEqual([]);
  expect(await everything()).toEqual(before);
  for (const path of ["/api/v1/models", "/v1/models"])
    expect((await sendRaw(guarded.url, { path, headers: { cookie } })).status, path).toBe(401);
});

/** Headers that have opened doors in Next, or that its own pages send. */
const disguises: readonly Record<string, string>[] = [
  {},
  { "x-middleware-subrequest": Array.from({ length: 5 }, () => "proxy").join(":") },
  { "x-middleware-subrequest": Array.from({ length: 5 }, () => "middleware").join(":") },
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
  { "x-nextjs-data": "1" },
  { "x-forwarded-host": "localhost", "x-forwarded-for": "127.0.0.1" },
];

test("no spelling of an address and no header shows a stranger anything", async ({ guarded }) => {
  const id = await askSecret(guarded);
  const hidden = [`/c/${id}`, `/api/conversations/${id}`, "/api/conversations", "/"];
  for (const path of hidden)
    expect((await sendRaw(guarded.url, { path, headers: { authorization: `Bearer ${password}` } })).body).toContain(
      secret,
    );
  const shown: string[] = [];
  const tries = [
    ...hidden.flatMap((path) => disguises.map((headers) => ({ path, headers }))),
    ...[...hidden.flatMap(spellings), ...dataPaths(id)].flatMap((path) => [
      { path, headers: {} },
      { path, headers: { rsc: "1" } },
    ]),
  ];
  for (const { path, headers } of tries) {
    const { status, body } = await sendRaw(guarded.url, { path, headers });
    if (body.includes(secret) || status >= 500) shown.push(`${path} with ${JSON.stringify(headers)}: ${status}`);
  }
  expect(shown).toEqual([]);
});

test("an upgrade with an address of its own reaches nobody", async ({ guarded }) => {
  let reached = 0;
  const listener = createServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  const target = address !== null && typeof address === "object" ? `127.0.0.1:${address.port}` : "";
  const { host, hostname, port } = new URL(guarded.url);
  for (const path of [`http://${target}/`, `//${target}/`, "/api/conversations", "/_next/webpack-hmr"]) {
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
        ),
      );
      socket.on("data", (chunk) => {
        text += chunk.toString("utf8");
        socket.end();
      });
      socket.on("close", () => resolve(text));
      socket.on("error", () => resolve(text));
      // A server may leave such a socket without a word; that shows nothing either.
      socket.setTimeout(2000, () => socket.destroy());
    });
    expect(answer, path).not.toContain(" 101 ");
    expect(answer, path).not.toContain(secret);
  }
  expect(reached).toBe(0);
  listener.close();
  expect((await sendRaw(guarded.url, { path: "/api/health" })).status).toBe(200);
});

function spellings(path: string): string[] {
  const encoded = path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return [
    path,
    path.toUpperCase(),
    `/${path}`,
    `${path}/`,
    `${path}//`,
    encoded,
    `/.${path}`,
    `/%2e${path}`,
    `/x/..${path}`,
    `/x/%2e%2e${path}`,
    `/_next/static/..${path}`,
    `/api/health/..${path}`,
    `/api/health%2f..${path}`,
    `/api/sign-in/%2e%2e/%2e%2e${path}`,
    `/sign-in/..${path}`,
    `${path}.rsc`,
    `${path}?_rsc=1`,
    `${path}.txt`,
    `${path}.json`,
    `${path};x=.css`,
    `${path}%00`,
  ];
}

function dataPaths(id: string): string[] {
  return [
    `/_next/data/x/c/${id}.json`,
    `/c/${id}.segments/_tree.segment.rsc`,
    `/c/${id}.prefetch.rsc`,
    "/index.rsc",
    `/_next/image?url=%2Fapi%2Fconversations%2F${id}&w=64&q=75`,
  ];
}
