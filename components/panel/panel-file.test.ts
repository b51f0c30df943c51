import { describe, expect, test } from "vitest";
import { PanelFile } from "@/lib/core/api";
import { readPanelFile, tellImportProblem } from "./panel-file";

const good = { name: "Budget", panelists: [{ model: "a:one" }], judge: { model: "a:two" } };
const wrap = (...panels: unknown[]): string => JSON.stringify({ parley: "panels", version: 1, panels });

function errorsOf(text: string): string[] {
  const read = readPanelFile(text);
  return "errors" in read ? read.errors : [];
}

describe("a panel file", () => {
  test("is read with its defaults", () => {
    const read = readPanelFile(wrap(good));
    expect("file" in read && read.file.panels[0]?.limits.quorum).toBe("auto");
  });

  test("may hold one bare panel", () => {
    expect("file" in readPanelFile(JSON.stringify(good))).toBe(true);
  });

  test("says which panel and which field is wrong", () => {
    const tooWarm = { ...good, name: "Warm", panelists: [{ model: "a:one" }, { model: "a:two", temperature: 9 }] };
    expect(errorsOf(wrap(good, tooWarm))[0]).toMatch(/^Panel “Warm”, panelist 2, temperature: /);
    expect(errorsOf(wrap({ ...good, name: "" }))[0]).toBe("Panel 1, name: Give the panel a name.");
    expect(errorsOf(wrap({ ...good, panelists: [] }))[0]).toBe(
      "Panel “Budget”, panelists: A panel needs at least one panelist.",
    );
  });

  test("that is something else is named as such", () => {
    expect(errorsOf("hello")).toEqual(["This is not a JSON file."]);
    expect(errorsOf("[1]")[0]).toMatch(/^This is not a panel file/);
    expect(errorsOf('{"parley":"panels","version":2,"panels":[]}')[0]).toMatch(/^This is not a panel file/);
  });

  test("lists four errors at most", () => {
    const errors = errorsOf(wrap(...Array.from({ length: 9 }, () => ({ ...good, name: "" }))));
    expect(errors).toHaveLength(5);
    expect(errors.at(-1)).toBe("And 5 more.");
  });

  test("refused by the server is explained in the same words", () => {
    const file = PanelFile.parse({ parley: "panels", version: 1, panels: [good] });
    const problem = { type: "x", title: "x", status: 400, detail: "No.", code: "invalid_request" as const };
    const errors = [{ path: "panels.0.judge.model", message: "Choose a model." }];
    expect(tellImportProblem({ ...problem, errors }, file)).toEqual(["Panel “Budget”, judge, model: Choose a model."]);
    expect(tellImportProblem(problem, file)).toEqual(["No."]);
  });
});
