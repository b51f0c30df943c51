import { describe, expect, test } from "vitest";
import { redact, redactedLine } from "./redact";
import { failureOfConnection, failureOfErrorObject, failureOfStatus } from "./upstream-failure";

const host = { label: "Host", apiKey: "marked-key" };

describe("the words of a failure", () => {
  test.each<[unknown, string]>([
    [{ error: { message: "Too long." } }, "Host: Too long."],
    [{ error: "Too long." }, "Host: Too long."],
    [{ message: "Too long." }, "Host: Too long."],
    [{ error: { detail: "Too long." } }, "Host: Too long."],
    ["Too long.", "Host: Too long."],
    ["<html>Bad gateway</html>", "Host: the provider did not accept the request."],
    [{ error: { message: "" } }, "Host: the provider did not accept the request."],
    [null, "Host: the provider did not accept the request."],
  ])("%j are found wherever they stand", (body, message) => {
    expect(failureOfStatus(host, 400, body).message).toBe(message);
  });

  test("are those of the host behind OpenRouter, where it passes them on", () => {
    const raw = JSON.stringify({ error: { message: "prompt is too long: 9000 tokens" } });
    const error = { message: "Provider returned error", metadata: { raw, provider_name: "Deep" } };
    const failure = failureOfStatus(host, 400, { error });
    expect(failure).toMatchObject({ code: "context_length", message: "Host: Deep: prompt is too long: 9000 tokens" });
    const plain = { ...error, metadata: { raw: "no capacity" } };
    expect(failureOfStatus(host, 502, { error: plain }).message).toBe("Host: the provider behind it: no capacity");
  });

  test("are one short line without the key", () => {
    const message = `line one\n\u0000line two marked-key ${"x".repeat(5000)}`;
    const words = failureOfStatus(host, 500, { error: { message } }).message;
    expect(words).toMatch(/^Host: line one line two \[key\] x+…$/);
    expect(words.length).toBeLessThan(320);
  });
});

describe("the code of a failure", () => {
  test.each<[number, unknown, string]>([
    [
      429,
      { error: { code: "insufficient_quota", message: "You exceeded your current quota." } },
      "insufficient_credits",
    ],
    [404, { error: { message: "No endpoints found matching your data policy." } }, "provider_not_allowed"],
    [400, { error: { code: "context_length_exceeded", message: "Too much." } }, "context_length"],
    [400, { error: { message: "The model `x` does not exist" } }, "unknown_model"],
    [401, { error: { message: "model not found" } }, "not_authorized"],
    [418, {}, "bad_request"],
    [524, {}, "timeout"],
    [529, {}, "upstream_error"],
  ])("of status %i and %j is %s", (status, body, code) => {
    expect(failureOfStatus(host, status, body)).toMatchObject({ code, httpStatus: status });
  });

  test.each<[unknown, string]>([
    [{ code: 402, message: "No credits." }, "insufficient_credits"],
    [{ code: "429", message: "Slow down." }, "rate_limited"],
    [{ code: "server_error", message: "Broken." }, "upstream_error"],
    [{ message: "maximum context length reached" }, "context_length"],
    ["Broken.", "upstream_error"],
  ])("of the error %j inside an answer is %s", (error, code) => {
    expect(failureOfErrorObject(host, error).code).toBe(code);
  });

  test.each<[string, string]>([
    ["ECONNREFUSED", "nothing answers"],
    ["ENOTFOUND", "host name"],
    ["UND_ERR_CONNECT_TIMEOUT", "in time"],
    ["CERT_HAS_EXPIRED", "certificate"],
    ["EHOSTUNREACH", "cannot be reached"],
  ])("of a connection that failed with %s is unreachable", (code, words) => {
    const error = new TypeError("fetch failed", { cause: Object.assign(new Error("secret path"), { code }) });
    const failure = failureOfConnection(host, error, false);
    expect(failure).toMatchObject({ code: "unreachable", message: expect.stringContaining(words) });
    expect(failureOfConnection(host, error, true).code).toBe("connection_lost");
  });
});

test.each([
  ["sk-or", "v1", "0123456789abcdef"].join("-"),
  "Bearer abc.def-123",
  "gsk_0123456789abcdef",
  "AIzaSyA0123456789abcdefghij",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.sig",
])("something that looks like a key is hidden even when it is not ours: %s", (secret) => {
  expect(redact(`Error with ${secret} today`, null)).toBe("Error with [key] today");
});

test("words that are no key stay", () => {
  const words = "The api-version of task-force-one is not a bearer of news.";
  expect(redactedLine(words, null)).toBe(words);
});
