import { describe, expect, test } from "vitest";
import { examples } from "@/lib/core/examples";
import { normaliseText } from "@/lib/core/normalise-text";
import { checkQuote } from "@/lib/core/quotes";
import { bareText } from "./recognise";
import { panelistNames, type Script, type ScriptPoint, type ScriptView } from "./script";
import { knownScripts, unknownScript } from "./scripts";

const scripts = knownScripts.map((script) => ({ script, name: script.question ?? "" }));
const kinds = ["consensus", "contradictions", "partial_coverage", "unique_insights", "blind_spots"];

function viewsIn(point: ScriptPoint): readonly ScriptView[] {
  return point.kind === "blind_spots" ? [] : point.views;
}

function viewsOf(script: Script): ScriptView[] {
  return script.points.flatMap((point) => [...viewsIn(point)]);
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function figuresIn(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

test("there is a script for every example question and follow-up", () => {
  const offered = examples.flatMap(({ question, followUp }) => [question, ...(followUp ? [followUp] : [])]);
  expect(new Set(knownScripts.map(({ question }) => question))).toEqual(new Set(offered));
  expect(knownScripts.filter(({ follows }) => follows !== null)).toHaveLength(1);
});

test("all scripted answers can be told apart by their beginning", () => {
  const all = [...knownScripts, unknownScript].flatMap(({ answers }) =>
    panelistNames.map((name) => answers[name].text),
  );
  expect(new Set(all.map((text) => bareText(text).slice(0, 40))).size).toBe(all.length);
});

describe.each([...scripts, { script: unknownScript, name: "any other question" }])("$name", ({ script }) => {
  test("every quote is verbatim in the answer it names, unless it is marked as a misquote", () => {
    const missing = viewsOf(script).filter(({ by, quote }) => !script.answers[by].text.includes(quote));
    expect(missing).toEqual(viewsOf(script).filter(({ misquote }) => misquote));
  });

  test("every quote passes the server's own check, unless it is marked as a misquote", () => {
    const missing = viewsOf(script).filter(
      ({ by, quote }) => !checkQuote(normaliseText(script.answers[by].text), quote),
    );
    expect(missing).toEqual(viewsOf(script).filter(({ misquote }) => misquote));
  });

  test("quotes have 6 to 25 words", () => {
    expect(viewsOf(script).filter(({ quote }) => wordsIn(quote) < 6 || wordsIn(quote) > 25)).toEqual([]);
  });

  test("every mark of the final answer names a point, and every weighty point is used", () => {
    const marks = Array.from(script.finalAnswer.matchAll(/⟦([^⟧]*)⟧/g), ([, key]) => key);
    expect(script.points.map(({ key }) => key)).toEqual(expect.arrayContaining(marks));
    const weighty = script.points.filter(({ weight }) => weight === 3).map(({ key }) => key);
    expect(marks).toEqual(expect.arrayContaining(weighty));
  });

  test("texts hold no address", () => {
    const texts = [script.finalAnswer, ...panelistNames.map((name) => script.answers[name].text)];
    expect(texts.filter((text) => /https?:|www\./.test(text))).toEqual([]);
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
    const statement = (point: ScriptPoint) => (point.kind === "contradictions" ? point.why : point.point);
    expect(script.points.filter((point) => point.topic.length > 100 || statement(point).length > 400)).toEqual([]);
  });

  test("no panelist has two views in one point", () => {
    const repeated = script.points.filter((point) => {
      const authors = viewsIn(point).map(({ by }) => by);
      return new Set(authors).size < authors.length;
    });
    expect(repeated).toEqual([]);
  });

  test("a consensus has most panelists behind it, a partial coverage not all", () => {
    const real = (point: ScriptPoint) => viewsIn(point).filter(({ misquote }) => !misquote).length;
    expect(script.points.filter((point) => point.kind === "consensus" && real(point) < 3)).toEqual([]);
    expect(script.points.filter((point) => point.kind === "partial_coverage" && real(point) > 4)).toEqual([]);
  });

  test("a contradiction has two sides, and a reason where one is favoured", () => {
    const contradictions = script.points.filter((point) => point.kind === "contradictions");
    const oneSided = contradictions.filter(({ views }) => new Set(views.map(({ says }) => says)).size < 2);
    const unfounded = contradictions.filter(({ favors, basis }) => (basis === "none") !== (favors.length === 0));
    const stray = contradictions.filter(({ favors, views }) =>
      favors.some((name) => !views.some(({ by }) => by === name)),
    );
    expect([oneSided, unfounded, stray]).toEqual([[], [], []]);
  });

  test("alone on a panel nobody has more points than the server keeps of one kind", () => {
    const counts = panelistNames.map((name) => viewsOf(script).filter(({ by }) => by === name).length);
    expect(counts.filter((count) => count > 6)).toEqual([]);
  });

  test("a blind spot asks in words of the question", () => {
    const asks = script.points.flatMap((point) => (point.kind === "blind_spots" && point.ask ? [point.ask] : []));
    expect(asks.filter((ask) => !script.question?.includes(ask))).toEqual([]);
  });

  test("answers have 150 to 380 words and the final answer 180 to 300", () => {
    const lengths = panelistNames.map((name) => wordsIn(script.answers[name].text));
    expect(lengths.filter((length) => length < 150 || length > 380)).toEqual([]);
    const final = wordsIn(script.finalAnswer.replace(/⟦[^⟧]*⟧/g, ""));
    expect(final).toBeGreaterThanOrEqual(180);
    expect(final).toBeLessThanOrEqual(300);
  });

  test("the final answer gives no figure that no answer has", () => {
    const known = new Set(panelistNames.flatMap((name) => figuresIn(script.answers[name].text)));
    const prose = script.finalAnswer.replace(/```[\s\S]*?```/g, "").replace(/^\d+\./gm, "");
    expect(figuresIn(prose).filter((figure) => !known.has(figure))).toEqual([]);
  });
});
