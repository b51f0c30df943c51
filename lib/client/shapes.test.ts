import { expect, test } from "vitest";
import type { z } from "zod";
import { ConversationPage, Estimate, PanelList, SettingsView } from "@/lib/core/api";
import { ModelCatalog, ProviderTest, ProviderView } from "@/lib/core/api-providers";
import type { Check } from "./checks";
import * as shapes from "./shapes";

const conversation = {
  id: "c",
  title: "T",
  pinned: false,
  archived: false,
  running: true,
  client: "CI",
  createdAt: 1,
  updatedAt: 2,
};
const provider = {
  id: "openrouter",
  label: "OpenRouter",
  kind: "openrouter",
  baseUrl: "https://openrouter.ai/api/v1",
  keyLast4: null,
  origin: "environment",
  status: "connected",
  problem: "",
  modelCount: 3,
  fetchedAt: null,
};
const settings = {
  theme: "system",
  answerFont: "serif",
  singleKeys: true,
  columns: 4,
  dataLocation: "/data",
  databaseBytes: 1,
  version: "1",
  passwordOn: false,
};
const estimate = { costUsd: null, seconds: { low: 1, high: 2 }, unpriced: ["a:b"], capUsd: null, capCouldStop: true };

/** Each hand-written check beside the schema it stands for. */
const pairs: [name: string, check: Check<unknown>, schema: z.ZodType, sample: object][] = [
  ["ConversationPage", shapes.conversationPage, ConversationPage, { conversations: [conversation], nextCursor: null }],
  ["ProviderView", shapes.providerView, ProviderView, provider],
  ["SettingsView", shapes.settingsView, SettingsView, settings],
  ["Estimate", shapes.estimate, Estimate, estimate],
  ["ProviderTest", shapes.providerTest, ProviderTest, { ok: true, message: "Works.", modelCount: 3 }],
];

test.each(pairs)("the check of %s gives what its schema gives", (_name, check, schema, sample) => {
  expect(check({ ...sample, unknown: 1 }, "answer")).toEqual(schema.parse(sample));
});

test.each(pairs)(
  "the check of %s refuses what its schema refuses: each field missing or wrong",
  (_name, check, schema, sample) => {
    for (const field of Object.keys(sample)) {
      for (const wrong of [undefined, { not: "this" }]) {
        const broken = { ...sample, [field]: wrong };
        expect(schema.safeParse(broken).success).toBe(false);
        expect(() => check(broken, "answer")).toThrow(`answer.${field}`);
      }
    }
  },
);

test("an empty panel list and an empty catalogue pass both", () => {
  const panels = { panels: [], defaultPanelId: "" };
  expect(shapes.panelList(panels, "answer")).toEqual(PanelList.parse(panels));
  const catalog = {
    providers: [{ id: "a", label: "A", kind: "local", status: "connected", problem: "", fetchedAt: 1, models: [] }],
  };
  expect(shapes.modelCatalog(catalog, "answer")).toEqual(ModelCatalog.parse(catalog));
});

test("a body that is no problem document is told apart", () => {
  expect(shapes.problemOf("<html>")).toBeNull();
  expect(shapes.problemOf({ type: "t", title: "T", status: 404, detail: "", code: "not_found" })?.code).toBe(
    "not_found",
  );
});

test("the record of judges is taken whole or not at all", () => {
  const judge = { model: "a:z", label: "Z", verdicts: 2, failedVerdicts: 0, quotesChecked: 9, quotesFailed: 1 };
  expect(shapes.judgeList({ judges: [judge] }, "")).toEqual({ judges: [judge] });
  const { quotesFailed: _quotesFailed, ...without } = judge;
  expect(() => shapes.judgeList({ judges: [without] }, "")).toThrow(/quotesFailed/);
});
