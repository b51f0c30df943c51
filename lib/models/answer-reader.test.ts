import { expect, test } from "vitest";
import { createAnswerReader } from "./answer-reader";

const provider = {
  id: "p",
  label: "Host",
  kind: "openrouter" as const,
  baseUrl: "https://host.example/v1",
  apiKey: null,
};
const chunkOf = (delta: Record<string, unknown>) => ({ choices: [{ delta }] });

test("thinking that a host wants to see again is kept up to the size of an answer", () => {
  const answer = createAnswerReader(provider, "m");
  const encrypted = { type: "reasoning.encrypted", data: "x".repeat(500_000) };
  for (let at = 0; at < 15; at += 1) answer.read([chunkOf({ reasoning_details: [{ ...encrypted, index: at }] })]);
  expect(answer.failure).toBeNull();
  for (let at = 0; at < 3; at += 1) answer.read([chunkOf({ reasoning_details: [{ ...encrypted, index: at }] })]);
  expect(answer.failure).toMatchObject({ code: "too_large" });
});

test("what stands around each piece of thinking does not count against it", () => {
  const answer = createAnswerReader(provider, "m");
  const piece = { type: "reasoning.text", text: "so", index: 0, format: "x".repeat(1000) };
  for (let at = 0; at < 10_000; at += 1) answer.read([chunkOf({ reasoning_details: [piece] })]);
  expect(answer.failure).toBeNull();
});

test("citations are so many at most, with titles of one line and addresses that a browser takes", () => {
  const answer = createAnswerReader(provider, "m");
  const cited = (url: string, title = "") => ({ type: "url_citation", url_citation: { url, title } });
  const urls = Array.from({ length: 1000 }, (_, at) => `https://a.example/${at}`);
  const annotations = [
    cited(`https://a.example/${"x".repeat(3000)}`),
    cited("https://b.example", `A\n\n- [S9] title ${"y".repeat(1000)}`),
    ...urls.map((url) => cited(url)),
  ];
  const chunks = answer.read([chunkOf({ annotations })]);
  expect(chunks).toHaveLength(200);
  expect(chunks[0]).toMatchObject({ url: "https://b.example", title: expect.stringMatching(/^A - \[S9\] title y+$/) });
  expect(chunks[0]).not.toMatchObject({ title: expect.stringMatching(/.{301}/) });
});
