import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventStream, paddedJson } from "./delivery";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** What arrives of a body while that much time passes; "" = nothing. */
function openBody(response: Response) {
  const reader = response.body?.getReader();
  if (!reader) throw new Error("The response has no body.");
  const decoder = new TextDecoder();
  let got = "";
  const read = async () => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) got += decoder.decode(next.value);
  };
  const whole = read();
  return {
    whole,
    async after(milliseconds: number): Promise<string> {
      got = "";
      await vi.advanceTimersByTimeAsync(milliseconds);
      return got;
    },
  };
}

test("a stream that is quiet sends a comment every ten seconds, and nothing of what it says is lost", async () => {
  const second = Promise.withResolvers<string>();
  async function* frames() {
    yield "data: one\n\n";
    yield await second.promise;
  }
  const body = openBody(eventStream(frames(), { onLeft: () => {} }));
  expect(await body.after(0)).toBe("data: one\n\n");
  expect(await body.after(9_999)).toBe("");
  expect(await body.after(1)).toBe(": PARLEY PROCESSING\n\n");
  expect(await body.after(20_000)).toBe(": PARLEY PROCESSING\n\n: PARLEY PROCESSING\n\n");
  second.resolve("data: two\n\n");
  expect(await body.after(0)).toBe("data: two\n\n");
  await body.whole;
});

test("a body that takes long begins with empty lines, and is JSON all the same", async () => {
  const answer = Promise.withResolvers<unknown>();
  const body = openBody(paddedJson(answer.promise, { onLeft: () => {} }));
  const padding = [await body.after(0), await body.after(10_000), await body.after(10_000)];
  expect(padding).toEqual(["\n", "\n", "\n"]);
  answer.resolve({ id: "gen-1" });
  const rest = await body.after(0);
  expect(JSON.parse(padding.join("") + rest)).toEqual({ id: "gen-1" });
  await body.whole;
});

test("whoever stops reading a quiet stream has left", async () => {
  const onLeft = vi.fn<() => void>();
  async function* frames(): AsyncGenerator<string> {
    await new Promise(() => {});
    yield "never";
  }
  await eventStream(frames(), { onLeft }).body?.cancel();
  expect(onLeft).toHaveBeenCalledOnce();
});
