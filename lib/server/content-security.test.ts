import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { config, proxy } from "@/proxy";

const ask = (host: string) => proxy(new NextRequest("http://localhost:3000/c/some", { headers: { host } }));
const policyOf = (response: Response) => response.headers.get("content-security-policy") ?? "";

test("every page gets a policy with a nonce of its own, and scripts run by nonce only", () => {
  const response = ask("localhost:3000");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(policyOf(response)).toMatch(/script-src 'nonce-[\w+/]{22}==' 'strict-dynamic';/);
  for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
    expect(policyOf(response).split("; ")).toContain(rule);
  }
  expect(policyOf(response)).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/);
  expect(policyOf(ask("localhost:3000"))).not.toBe(policyOf(response));
});

test("a foreign host name gets no page", () => {
  const response = ask("evil.example");
  expect(response.status).toBe(421);
  expect(policyOf(response)).toBe("default-src 'none'");
});

test.each([
  ["/", true],
  ["/c/abc", true],
  ["/settings", true],
  ["/api/turns/x/events", false],
  ["/api/panels", false],
  ["/_next/static/chunks/a.js", false],
])("the proxy runs for %s: %s", (path, expected) => {
  expect(config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path))).toBe(expected);
});
