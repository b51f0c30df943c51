import { describe, expect, test } from "vitest";
import { panelistNames } from "@/lib/models/demo/script";
import { knownScripts, unknownScript } from "@/lib/models/demo/scripts";
import { audit, point } from "./audit-kit";

describe("sentences that no panelist said", () => {
  const marked = (text: string) => text.replace(/⟦[a-z-]+⟧/g, "⟦c1⟧");
  const saidIn = (script: (typeof knownScripts)[number]) => panelistNames.map((name) => script.answers[name].text);

  test.each([...knownScripts, unknownScript])("a final answer of the demo has nothing to mend: $question", (script) => {
    const points = script.points.map((each, index) =>
      point(`c${index + 1}`, { kind: each.kind, topic: each.topic, point: "point" in each ? each.point : "" }),
    );
    const findings = audit(marked(script.finalAnswer), {
      said: saidIn(script),
      others: [script.question ?? ""],
      points: points.map((each) => ({ ...each, weight: 2 })),
    });
    expect(findings).toMatchObject({ unsaid: [], newNumbers: [], unverifiedQuotations: [], wording: [], unparsed: [] });
  });

  test("nearly every sentence from elsewhere is found, with its place", () => {
    const foreign = knownScripts.map(({ finalAnswer }) =>
      (marked(finalAnswer).match(/[A-Z][^.⟦*#]{90,}\./g) ?? []).slice(0, 2).join(" "),
    );
    const found = knownScripts.map((script, index) => {
      const added = foreign[(index + 3) % foreign.length] ?? "";
      const text = `${marked(script.finalAnswer)}\n\n${added}`;
      const { unsaid } = audit(text, { said: saidIn(script), others: [script.question ?? ""] });
      expect(unsaid.every(({ start }) => start >= text.length - added.length)).toBe(true);
      return unsaid.length;
    });
    expect(found.filter((count) => count > 0).length).toBeGreaterThanOrEqual(knownScripts.length - 1);
  });

  const said = [
    "The reserve takes in allowances while the surplus is large, and later cancels most of them. Coal plants close earlier, so the air near the plants gets cleaner within months.",
  ];
  const repeated =
    "The reserve takes in allowances while the surplus is large, and coal plants close earlier near months.";
  const unsaid = "Shipping companies registered in Panama lobbied furiously against every single tariff proposal.";

  test.each([
    ["a sentence of its own", `${repeated} ${unsaid}`],
    ["an item of a list", `${repeated}\n\n- ${unsaid}`],
    ["bold words", `${repeated}\n\n**${unsaid}**`],
    ["a sentence after a mark of another", `${repeated} ⟦c1⟧ ${unsaid} ${repeated}`],
  ])("%s is found by its exact words", (_, text) => {
    const { unsaid: found } = audit(text, { said });
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([unsaid]);
  });

  test.each([
    ["a point's mark", `${unsaid} ⟦c1⟧`],
    ["a source's mark inside the sentence", unsaid.replace(".", " [S1].")],
    ["a question", unsaid.replace(".", "?")],
    ["a heading", `## ${unsaid}`],
    ["a row of a table", `| ${unsaid} | x |`],
    ["code", `\`\`\`\n${unsaid}\n\`\`\``],
    ["words that introduce others", unsaid.replace(".", ":")],
    ["a short connection", "Panama lobbied furiously."],
  ])("%s is not looked at", (_, text) => {
    expect(audit(`${repeated} ${repeated}\n\n${text}`, { said }).unsaid).toEqual([]);
  });

  test("what a point says may be written without its mark", () => {
    const points = [point("c1", { weight: 1, point: unsaid })];
    expect(audit(`${repeated} ${unsaid}`, { said, points }).unsaid).toEqual([]);
  });

  test("a final answer in another language than the answers cannot be compared", () => {
    const text =
      "Die Reserve nimmt Zertifikate auf, solange der Überschuss groß bleibt. Reedereien aus Panama kämpften erbittert gegen sämtliche Zölle und Abgaben.";
    expect(audit(text, { said }).unsaid).toEqual([]);
  });
});
