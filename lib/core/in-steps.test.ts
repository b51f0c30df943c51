import { expect, test } from "vitest";
import { auditInSteps } from "./audit";
import { groundOf } from "./audit-ground";
import { finishSteps, takeSteps } from "./in-steps";
import { normaliseText } from "./normalise-text";

const answers = ["The bridge opened in 2023 and cost 43.6 billion."].map(normaliseText);
const audited = { unknownSources: [], points: [], labels: ["A"], sources: [], question: "How much?", year: 2026 };
const audit = () => auditInSteps({ ...audited, text: "It cost 44.9 billion." }, groundOf(answers, []));

test("while a final answer is checked, the process does other things again and again", async () => {
  const turns: string[] = [];
  const noteTurns = () => {
    turns.push("other");
    if (turns.length < 20) setImmediate(noteTurns);
  };
  setImmediate(noteTurns);
  const findings = await takeSteps(audit());
  expect(turns.length).toBeGreaterThanOrEqual(3);
  expect(findings).toEqual(finishSteps(audit()));
  expect(findings.newNumbers).toEqual(["44.9 billion"]);
});
