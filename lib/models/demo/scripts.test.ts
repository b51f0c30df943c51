import { describe, expect, test } from "vitest";
import { examples } from "@/lib/core/examples";
import { findQuote, normaliseText } from "@/lib/core/quotes";
import { bareText } from "./recognise";
import { panelistNames, type Script, type ScriptView } from "./script";
import { knownScripts, unknownScript } from "./scripts";

const scripts = knownScripts.map((script) => ({ script, name: script.question ?? "" }));
const kinds = ["consensus", "contradictions", "partial_coverage", "unique_insights", "blind_spots"];

function viewsOf(script: Script): readonly ScriptView[] {
  return script.points.flatMap((point) => (point.kind === "blind_spots" ? [] : [...point.views]));
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

test("there is a script for every example question and follow-up", () => {
  const offered = examples.flatMap(({ question, followUp }) => [question, ...(followUp ? [followUp] : [])]);
  expect(knownScripts.map(({ question }) => question).toSorted()).toEqual(offered.toSorted());
  expect(knownScripts.filter(({ follows }) => follows !== null)).toHaveLength(1);
});

test("all scripted answers can be told apart by their beginning", () => {
  const all = [...knownScripts, unknownScript].flatMap(({ answers }) =>
    panelistNames.map((name) => answers[name].text),
  );
  expect(new Set(all.map((text) => bareText(text).slice(0, 40))).size).toBe(all.length);
});

describe.each([...scripts, { script: unknownScript, name: "any other question" }])("$name", ({ script }) => {
  test("every quote that is not marked as a misquote is verbatim in the answer it names", () => {
    for (const { by, quote, misquote } of viewsOf(script)) {
      if (!misquote) expect(script.answers[by].text, quote).toContain(quote);
    }
  });

  test("every verbatim quote passes the server's own check", () => {
    for (const { by, quote, misquote } of viewsOf(script)) {
      const found = findQuote(normaliseText(script.answers[by].text), quote);
      expect(found !== null, quote).toBe(!misquote);
    }
  });

  test("quotes have 6 to 25 words", () => {
    for (const { quote } of viewsOf(script)) {
      expect(wordsIn(quote), quote).toBeGreaterThanOrEqual(6);
      expect(wordsIn(quote), quote).toBeLessThanOrEqual(25);
    }
  });

  test("every mark of the final answer names a point, and every weighty point is used", () => {
    const marks = [...script.finalAnswer.matchAll(/⟦([^⟧]*)⟧/g)].map(([, key]) => key);
    const keys = script.points.map(({ key }) => key);
    for (const mark of marks) expect(keys).toContain(mark);
    for (const point of script.points) if (point.weight === 3) expect(marks).toContain(point.key);
  });

  test("texts hold no address", () => {
    const texts = [script.finalAnswer, ...panelistNames.map((name) => script.answers[name].text)];
    for (const text of texts) expect(text).not.toMatch(/https?:|www\./);
  });
});

describe.each(scripts)("$name", ({ script }) => {
  test("all five kinds occur and one view is a misquote", () => {
    expect(new Set(script.points.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(viewsOf(script).filter(({ misquote }) => misquote)).toHaveLength(1);
  });

  test("topics and keys are unique, and lengths fit the wire format", () => {
    expect(new Set(script.points.map(({ topic }) => bareText(topic))).size).toBe(script.points.length);
    expect(new Set(script.points.map(({ key }) => key)).size).toBe(script.points.length);
    for (const point of script.points) {
      expect(point.topic.length).toBeLessThanOrEqual(100);
      if (point.kind === "contradictions") expect(point.why.length).toBeLessThanOrEqual(400);
      else expect(point.point.length).toBeLessThanOrEqual(400);
    }
  });

  test("each kind has as many views as it needs, one for each panelist at most", () => {
    for (const point of script.points) {
      if (point.kind === "blind_spots") {
        if (point.ask) expect(script.question).toContain(point.ask);
        continue;
      }
      const real = point.views.filter(({ misquote }) => !misquote);
      const authors = new Set(point.views.map(({ by }) => by));
      expect(authors.size, point.topic).toBe(point.views.length);
      if (point.kind === "consensus") expect(real.length, point.topic).toBeGreaterThanOrEqual(3);
      if (point.kind === "partial_coverage") expect(real.length, point.topic).toBeLessThan(5);
      if (point.kind !== "contradictions") continue;
      expect(new Set(real.map(({ says }) => says)).size, point.topic).toBeGreaterThanOrEqual(2);
      for (const name of point.favors) expect(authors).toContain(name);
      expect(point.basis === "none", point.topic).toBe(point.favors.length === 0);
    }
  });

  test("answers and final answer have the length of a real one", () => {
    for (const name of panelistNames) {
      const count = wordsIn(script.answers[name].text);
      expect(count, name).toBeGreaterThanOrEqual(150);
      expect(count, name).toBeLessThanOrEqual(380);
    }
    const final = wordsIn(script.finalAnswer.replace(/⟦[^⟧]*⟧/g, ""));
    expect(final).toBeGreaterThanOrEqual(150);
    expect(final).toBeLessThanOrEqual(300);
  });

  test("the final answer gives no figure that no answer has", () => {
    const said = panelistNames.map((name) => script.answers[name].text).join("\n");
    const known = new Set(said.match(/\d+(?:[.,]\d+)*/g));
    const prose = script.finalAnswer.replace(/```[\s\S]*?```/g, "").replace(/^\d+\./gm, "");
    for (const figure of prose.match(/\d+(?:[.,]\d+)*/g) ?? []) expect(known, figure).toContain(figure);
  });
});
