import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CatalogModel } from "@/lib/core/model";
import { type PanelInput, PanelSpec } from "@/lib/core/panel";
import type { ConnectedProvider } from "@/lib/models/provider";
import { panelFileOf, readPanelFile } from "./panel-files";
import { createPanels, type Panels } from "./panels";
import { demoProvider } from "./provider-sources";
import { modelRow, openTestParts, type TestParts } from "./test-parts";

let parts: TestParts;
let panels: Panels;
let offered: ConnectedProvider[];
let connected: ConnectedProvider[];
let models: Record<string, CatalogModel[]>;

beforeEach(() => {
  parts = openTestParts();
  offered = [demoProvider];
  connected = [demoProvider];
  models = {};
  panels = openPanels();
  panels.seed();
});
afterEach(() => parts.close());

function openPanels(): Panels {
  const { panelRows: rows, settings, clock, newId } = parts;
  return createPanels({
    rows,
    settings,
    clock,
    newId,
    connected: () => connected,
    offered: () => offered,
    modelsOf: (id) => models[id] ?? [],
  });
}

function panelOf(name: string, more: Partial<PanelInput> = {}) {
  return PanelSpec.parse({ name, panelists: [{ model: "demo:atlas" }], judge: { model: "demo:judge" }, ...more });
}

const names = () => panels.list().panels.map(({ name }) => name);
const openRouter: ConnectedProvider = {
  id: "openrouter",
  label: "OpenRouter",
  kind: "openrouter",
  baseUrl: "https://openrouter.example/api/v1",
  apiKey: "key",
};
const ollama: ConnectedProvider = { ...openRouter, id: "ollama", label: "Ollama", kind: "local", apiKey: null };

describe("names", () => {
  test("a second panel of the same name is refused in any case and spacing, and the refusal names the first", () => {
    for (const name of ["Budget", "BUDGET", " budget  ", "Ｂudget"]) {
      expect(() => panels.create(panelOf(name))).toThrow('There is already a panel named "Budget".');
    }
    expect(() => panels.replace("quality", panelOf("Budget"))).toThrow('named "Budget"');
    expect(names()).toHaveLength(6);
  });

  test("a panel may keep its own name when it is saved again", () => {
    expect(panels.replace("budget", panelOf("budget")).name).toBe("budget");
  });

  test("slugs come from names and stay different", () => {
    expect(panels.create(panelOf("Über-Rat: Recht & Ökonomie!")).slug).toBe("uber-rat-recht-okonomie");
    expect(panels.create(panelOf("A b")).slug).toBe("a-b");
    expect(panels.create(panelOf("A-b")).slug).toBe("a-b-2");
    expect(panels.create(panelOf("专家组")).slug).toBe("panel");
  });

  test("duplicates are called copy, copy 2, and so on, also of a copy", () => {
    const copy = panels.duplicate("budget");
    expect(copy).toMatchObject({ name: "Budget copy", slug: "budget-copy", builtIn: false });
    expect(panels.duplicate("budget").name).toBe("Budget copy 2");
    expect(panels.duplicate(copy.panelId).name).toBe("Budget copy 3");
    expect(panels.duplicate(panels.create(panelOf("x".repeat(80))).panelId).name).toHaveLength(80);
  });
});

describe("order and undo", () => {
  test("panels keep the order they are given; those not named follow", () => {
    panels.reorder(["demo", "budget"]);
    expect(names()).toEqual(["Demo", "Budget", "Quality", "Fast", "Self-fusion", "Local"]);
    expect(
      openPanels()
        .list()
        .panels.map(({ panelId }) => panelId)[0],
    ).toBe("demo");
    panels.create(panelOf("Last"));
    expect(names().at(-1)).toBe("Last");
  });

  test("an order with an unknown panel changes nothing", () => {
    expect(() => panels.reorder(["demo", "nobody"])).toThrow("no such panel");
    expect(names()[0]).toBe("Quality");
  });

  test("a deleted panel is gone, and comes back whole and in its place", () => {
    const before = panels.list();
    panels.remove("budget");
    expect(names()).not.toContain("Budget");
    expect(() => panels.get("budget")).toThrow("no such panel");
    expect(() => panels.remove("budget")).toThrow("no such panel");
    panels.restore("budget");
    expect(panels.list()).toEqual(before);
  });

  test("a panel whose name was taken meanwhile comes back with a number", () => {
    panels.remove("budget");
    panels.create(panelOf("Budget"));
    expect(panels.restore("budget")).toMatchObject({ name: "Budget 2", slug: "budget-2" });
  });

  test("deleted built-in panels do not come back by themselves", () => {
    panels.remove("quality");
    openPanels().seed();
    expect(names()).not.toContain("Quality");
  });

  test("what was deleted a month ago is gone for good", () => {
    panels.remove("budget");
    parts.clock.pass(31 * 24 * 3_600_000);
    openPanels().seed();
    expect(() => panels.restore("budget")).toThrow("no such panel");
  });

  test("unknown ids are not found", () => {
    for (const act of ["get", "remove", "restore", "duplicate"] as const) {
      expect(() => panels[act]("nobody")).toThrow("no such panel");
    }
    expect(() => panels.replace("nobody", panelOf("X"))).toThrow("no such panel");
  });
});

describe("files", () => {
  test("what is exported and imported again is the same panel under a free name", () => {
    const original = panels.create(
      panelOf("Policy desk", {
        description: "Economics",
        panelists: [
          { model: "demo:atlas", label: "First", role: "Sceptic.", temperature: 0.4, maxOutputTokens: 900 },
          { model: "demo:atlas", reasoningEffort: "high", webTools: false },
        ],
        judge: { model: "demo:judge", fallbacks: ["demo:birch"], instructions: "Be strict." },
        limits: { quorum: 2, maxCostUsd: 0.5 },
        dataPolicy: { allowedProviders: ["demo"], denyDataCollection: true },
      }),
    );
    const text = JSON.stringify(panelFileOf([original]));
    expect(text).not.toContain(original.panelId);
    expect(text).not.toContain('"id"');
    const [again] = panels.importFile(readPanelFile(JSON.parse(text)));
    expect(again).toMatchObject({ name: "Policy desk 2", slug: "policy-desk-2" });
    expect(panelFileOf([{ ...again, name: "Policy desk" } as typeof original])).toEqual(panelFileOf([original]));
  });

  test("a file tells of no MCP servers, and one that names some gives panelists none", () => {
    const own = panels.create(panelOf("Own", { panelists: [{ model: "demo:atlas", mcpServers: ["tracker"] }] }));
    expect(own.panelists[0]?.mcpServers).toEqual(["tracker"]);
    const file = panelFileOf([own]);
    expect(JSON.stringify(file)).not.toContain("tracker");
    const forged = { ...file, panels: file.panels.map((panel) => ({ ...panel, panelists: own.panelists })) };
    const [taken] = panels.importFile(readPanelFile(forged));
    expect(taken?.panelists[0]).not.toHaveProperty("mcpServers");
  });

  test("two panels of one name in one file both arrive", () => {
    const file = panelFileOf([panelOf("Twin"), panelOf("Twin")]);
    expect(panels.importFile(readPanelFile(file)).map(({ name }) => name)).toEqual(["Twin", "Twin 2"]);
  });

  test("an import that fails half-way leaves nothing behind", () => {
    const count = names().length;
    const newIds = ["same", "same"];
    const { panelRows: rows, settings, clock } = parts;
    const newId = () => newIds.pop() ?? "";
    const clashing = createPanels({
      rows,
      settings,
      clock,
      newId,
      connected: () => connected,
      offered: () => offered,
      modelsOf: () => [],
    });
    expect(() => clashing.importFile({ panels: [panelOf("One"), panelOf("Two")] })).toThrow("UNIQUE");
    expect(names()).toHaveLength(count);
  });

  test.each([
    [
      { parley: "panels", version: 1, panels: [panelOf("Good"), { name: "Bad", panelists: [] }] },
      /^Panel 2 \("Bad"\), panelists: A panel needs at least one panelist\. Nothing was imported\.$/,
    ],
    [
      { parley: "panels", version: 1, panels: [{ ...panelOf("Odd"), panelists: [{ model: "a b" }] }] },
      /^Panel 1 \("Odd"\), panelists 1 model: A model name has no spaces/,
    ],
    [{ parley: "panels", version: 1, panels: [{ ...panelOf("Odd"), judge: {} }] }, /^Panel 1 \("Odd"\), judge model: /],
    [{ parley: "panels", version: 2, panels: [panelOf("Good")] }, /version/],
    [{ parley: "panels", version: 1, panels: [] }, /no panel/],
    [{ parley: "panels", version: 1, panels: "x" }, /no usable list/],
    [{ hello: 1 }, /not a panel file/],
    ["text", /not a panel file/],
    [null, /not a panel file/],
  ])("a bad file is refused with its reason: %#", (content, reason) => {
    expect(() => readPanelFile(JSON.parse(JSON.stringify(content)))).toThrow(reason);
  });
});

describe("the default panel", () => {
  const chosen = () => panels.list().defaultPanelId;

  test("is the demo while there is nothing else", () => expect(chosen()).toBe("demo"));

  test("is Local with local models, and Quality as soon as OpenRouter is there", () => {
    offered = [ollama];
    models = { ollama: [modelRow("ollama:llama3.2:3b")] };
    expect(chosen()).toBe("local");
    offered = [openRouter, ollama];
    expect(chosen()).toBe("quality");
  });

  test("is the one used last, unless that one is gone or was only the demo", () => {
    offered = [openRouter];
    panels.rememberLast("budget");
    expect(chosen()).toBe("budget");
    panels.remove("budget");
    expect(chosen()).toBe("quality");
    panels.rememberLast("demo");
    expect(chosen()).toBe("quality");
  });
});

describe("built-in panels", () => {
  test("Local follows the local models until a person edits it", () => {
    offered = [ollama];
    models = { ollama: [modelRow("ollama:llama3.2:3b")] };
    expect(panels.get("local").panelists.map(({ model }) => model)).toEqual([
      "ollama:llama3.2:3b",
      "ollama:llama3.2:3b",
    ]);
    panels.replace("local", panelOf("Local"));
    expect(panels.get("local").panelists.map(({ model }) => model)).toEqual(["demo:atlas"]);
    expect(panels.get("local").builtIn).toBe(true);
  });

  test("Budget takes a listed relative for a model that is gone, until a person edits it", () => {
    models = { openrouter: [modelRow("openrouter:deepseek/deepseek-v5")] };
    expect(panels.get("budget").panelists[2]?.model).toBe("openrouter:deepseek/deepseek-v5");
    panels.replace("budget", panelOf("Budget", { panelists: [{ model: "openrouter:deepseek/deepseek-v4-pro" }] }));
    expect(panels.get("budget").panelists[0]?.model).toBe("openrouter:deepseek/deepseek-v4-pro");
  });

  test("Demo is listed while the demo is there, and a Demo that a person edited stays in any case", () => {
    offered = [openRouter];
    expect(names()).toContain("Demo");
    connected = [openRouter];
    expect(names()).not.toContain("Demo");
    panels.replace("demo", panelOf("Demo", { panelists: [{ model: "openrouter:maker/one" }] }));
    expect(names()).toContain("Demo");
  });

  test("reordering is no edit", () => {
    panels.reorder(["local"]);
    offered = [ollama];
    models = { ollama: [modelRow("ollama:qwen3:8b")] };
    expect(panels.get("local").judge.model).toBe("ollama:qwen3:8b");
  });
});
