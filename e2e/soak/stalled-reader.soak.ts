import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { createApi } from "@/e2e/support/api";
import { readDiagnostics } from "@/e2e/support/read-diagnostics";
import { connectScripted } from "@/e2e/support/scripted";
import { startServer } from "@/e2e/support/server";

const readers = 20;

test("readers that stop reading a large turn are cut off, and their streams end", async () => {
  // Node begins the minute anew when it finds at its end that something was taken in it.
  test.setTimeout(240_000);
  const server = await startServer();
  const api = createApi(server.url);
  const scripted = await connectScripted(api);
  const seats = Array.from({ length: 8 }, (_, seat) => `Seat ${seat} = tokens/${150_000 + seat}/0`);
  const panel = { ...scripted.panel("Large", seats), limits: { quorum: "all" as const } };
  const { turnId } = await api.ask({ question: "Who reads all of it?", panel });
  await api.until(turnId, ({ type }) => type === "verdict-started");
  const { hostname, port } = new URL(server.url);
  const stalled = await Promise.all(
    Array.from({ length: readers }, async () => {
      const reader = connect({ host: hostname, port: Number(port) });
      reader.write(`GET /api/turns/${turnId}/events HTTP/1.1\r\nhost: ${hostname}:${port}\r\n\r\n`);
      // Its beginning has come; nobody reads on.
      await once(reader, "readable");
      return reader;
    }),
  );
  await expect.poll(async () => (await readDiagnostics(api)).openStreams).toBe(readers);
  await expect.poll(async () => (await readDiagnostics(api)).openStreams, { timeout: 150_000 }).toBe(0);
  expect(server.log()).toContain("A reader took nothing for a minute and was cut off.");
  for (const reader of stalled) reader.destroy();
  expect(await server.stop()).toBe(0);
  await scripted.close();
});
