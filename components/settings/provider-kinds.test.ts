import { expect, test } from "vitest";
import { isSameServer, nameKind, tellOrigin } from "./provider-kinds";

test("a key stays with its scheme, host and port", () => {
  expect(isSameServer("https://a.example/v1", " https://a.example/v2 ")).toBe(true);
  expect(isSameServer("https://a.example/v1", "http://a.example/v1")).toBe(false);
  expect(isSameServer("https://a.example/v1", "https://a.example:8443/v1")).toBe(false);
  expect(isSameServer("https://a.example/v1", "not an address")).toBe(false);
  expect(isSameServer("not an address", "not an address")).toBe(false);
});

test("a provider that was not added here says where it comes from", () => {
  expect(tellOrigin({ origin: "environment", kind: "openrouter" })).toBe("From the environment (OPENROUTER_API_KEY)");
  expect(tellOrigin({ origin: "discovered", kind: "local" })).toBe("Found running on this machine");
  expect(tellOrigin({ origin: "settings", kind: "local" })).toBe("");
  expect(nameKind("demo")).toBe("Scripted answers");
});
