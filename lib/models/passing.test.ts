import { expect, test } from "vitest";
import { FailureError, failure } from "@/lib/core/failure";
import { PassingFailure } from "./call-failure";
import { asPassing } from "./passing";
import { failureOfStatus } from "./upstream-failure";

const speaker = { label: "Host", apiKey: null };
const isTriedAgain = (status: number, body: unknown = {}) =>
  asPassing(new FailureError(failureOfStatus(speaker, status, body)), new Error("lost")) instanceof PassingFailure;

test.each([408, 429, 500, 502, 503, 504, 529])("status %i may pass", (status) => {
  expect(isTriedAgain(status)).toBe(true);
});

test.each([400, 401, 402, 403, 404, 413, 422])("status %i will not pass", (status) => {
  expect(isTriedAgain(status)).toBe(false);
});

test("a status that may pass does not when the words say that it will not", () => {
  expect(isTriedAgain(429, { error: { message: "You exceeded your current quota." } })).toBe(false);
  expect(isTriedAgain(500, { error: { message: "maximum context length is 8192" } })).toBe(true);
});

test("a failure without a status passes only where the connection was lost", () => {
  const lost = new FailureError(failure("connection_lost", "Host: the connection broke."));
  const cause = Object.assign(new Error("reset"), { code: "ECONNRESET" });
  expect(asPassing(lost, new Error("fetch failed", { cause }))).toBeInstanceOf(PassingFailure);
  expect(asPassing(lost, new Error("certificate"))).toBe(lost);
});
