import { expect, test } from "vitest";
import { TokenView } from "@/lib/core/api-tokens";
import { tokenView } from "./token-shapes";

test("the browser's check of a token takes what the server's schema allows, with the same names", () => {
  const view = {
    id: "t",
    name: "CI",
    prefix: "parley_abcdefgh",
    scopes: ["ask", "read"],
    capUsd: null,
    capPeriod: "month",
    keepsHistory: true,
    createdAt: 1,
    lastUsedAt: null,
    spentUsd: { month: 0, total: 0.5 },
  };
  expect(tokenView(TokenView.parse(view), "token")).toEqual(view);
  expect(Object.keys(TokenView.shape).toSorted()).toEqual(Object.keys(tokenView(view, "token")).toSorted());
});
