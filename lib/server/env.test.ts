import { expect, test } from "vitest";
import { usualPolicy } from "@/lib/models/upstream-policy";
import { isLoopback, readEnv } from "./env";

test("without any variable everything has its usual value", () => {
  expect(readEnv({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    dataDir: "./data",
    logLevel: "info",
    allowedHosts: [],
    password: null,
    demo: "auto",
    openrouter: { apiKey: null, baseUrl: "https://openrouter.ai/api/v1" },
    ollamaHost: null,
    upstream: usualPolicy,
  });
});

test("an empty variable counts as not set", () => {
  expect(readEnv({ PORT: "", OPENROUTER_API_KEY: " ", PARLEY_PASSWORD: "", PARLEY_DEMO: "" })).toEqual(readEnv({}));
});

test("hosts are split, and addresses lose their last slash", () => {
  const env = readEnv({ PARLEY_ALLOWED_HOSTS: "parley.lan, box.local:8080", OPENAI_BASE_URL: "http://box:8000/v1/" });
  expect(env.allowedHosts).toEqual(["parley.lan", "box.local:8080"]);
  expect(env.openai.baseUrl).toBe("http://box:8000/v1");
});

test("each bad value is named, and what it must be", () => {
  const read = () => readEnv({ PORT: "eighty", PARLEY_DEMO: "maybe", OPENAI_BASE_URL: "box:8000" });
  expect(read).toThrow(/PORT must be a number from 0 to 65535\./);
  expect(read).toThrow(/PARLEY_DEMO must be one of on, off, auto\./);
  expect(read).toThrow(/OPENAI_BASE_URL must be an address that begins with http:\/\/ or https:\/\/\./);
  expect(() => readEnv({ PORT: "80.5" })).toThrow(/PORT must be a whole number/);
  expect(() => readEnv({ PORT: "70000" })).toThrow(/PORT must be/);
});

test("a search engine's address carries no password: it would be shown in Settings, and no request can be made with it", () => {
  const read = () => readEnv({ SEARXNG_URL: "https://me:hunter2@searx.example" });
  expect(read).toThrow(/SEARXNG_URL must be an address without a user name and a password\./);
  expect(read).not.toThrow(/hunter2/);
  expect(readEnv({ SEARXNG_URL: "http://searx.lan:8080/" }).search.searxngUrl).toBe("http://searx.lan:8080");
});

test("an error names no value: it might be a key", () => {
  expect(() => readEnv({ OPENAI_BASE_URL: "sk-secret-in-the-wrong-place" })).not.toThrow(/sk-secret/);
});

test("others are let in only with a password", () => {
  expect(() => readEnv({ HOST: "0.0.0.0" })).toThrow(/PARLEY_PASSWORD/);
  expect(readEnv({ HOST: "0.0.0.0", PARLEY_PASSWORD: "long enough" }).host).toBe("0.0.0.0");
  for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "::1"]) expect(isLoopback(host)).toBe(true);
  for (const host of ["0.0.0.0", "::", "192.168.1.5", "127.0.0.1.evil.example", ""])
    expect(isLoopback(host)).toBe(false);
});
