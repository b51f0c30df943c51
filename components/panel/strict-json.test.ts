import { expect, test } from "vitest";
import { strictJsonNote } from "./strict-json";
import { testModel } from "./test-models";

test("strict JSON is offered unless the list says that the model has none", () => {
  const noteOf = (strictJson: boolean | null) =>
    strictJsonNote({ label: "Opus", model: testModel("a:opus", { can: { strictJson } }) });
  expect(noteOf(false)).toEqual({
    absent: true,
    note: "Opus has none, as its list says: it writes plain lines.",
  });
  expect(noteOf(true).absent).toBe(false);
  expect(noteOf(null)).toMatchObject({ absent: false, note: expect.stringContaining("not known") });
  expect(strictJsonNote({ label: "Opus", model: null }).absent).toBe(false);
});
