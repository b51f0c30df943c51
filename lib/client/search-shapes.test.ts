import { expect, test } from "vitest";
import { SearchEngineView } from "@/lib/core/api-search";
import { searchEngineView } from "./search-shapes";

test("the browser's check of an engine takes what the server's schema allows, with the same names", () => {
  const view = {
    id: "brave",
    label: "Brave",
    needs: "key",
    origin: "settings",
    keyLast4: "abcd",
    address: null,
    problem: "",
  };
  expect(searchEngineView(SearchEngineView.parse(view), "engine")).toEqual(view);
  for (const id of SearchEngineView.shape.id.options) expect(searchEngineView({ ...view, id }, "engine").id).toBe(id);
  expect(Object.keys(SearchEngineView.shape).toSorted()).toEqual(
    Object.keys(searchEngineView(view, "engine")).toSorted(),
  );
});
