import { expect, test } from "vitest";
import { startUpstream } from "./server";

test("the control addresses tell what arrived and let a waiting answer go on", async () => {
  const upstream = await startUpstream({ port: 0 });
  const origin = `http://127.0.0.1:${upstream.port}`;
  const read = async (path: string): Promise<unknown> => (await fetch(`${origin}${path}`)).json();
  const answer = fetch(`${origin}/api/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer sk-test" },
    body: JSON.stringify({ model: "scripted/slow", messages: [{ role: "user", content: "Hello" }], stream: true }),
  });
  const body = (await answer).text();
  expect(await read("/control/requests")).toMatchObject({
    requests: [{ model: "scripted/slow", path: "/api/v1/chat/completions", method: "POST", closedAt: null }],
  });
  expect(await read("/control/release?model=scripted/other")).toEqual({ released: 0 });
  expect(await read("/control/release?model=scripted/slow")).toEqual({ released: 1 });
  expect(await body).toContain("[DONE]");
  await expect.poll(() => upstream.requests[0]).toMatchObject({ aborted: false, closedAt: expect.any(Number) });
  expect(await read("/control/reset")).toEqual({ requests: [] });
  await upstream.close();
});
