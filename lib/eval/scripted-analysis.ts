import type { Span } from "./alterations";
import type { Case } from "./case";
import type { PlantedCase } from "./tests/planted";

/** The words around a stretch of an answer that make a quote of it: its sentence, at most 20 words. */
export function quoteAround(text: string, { start, end }: Span): string {
  const before = text.slice(0, start).split(/\s+/).slice(-9).join(" ");
  const after = text.slice(end).split(/\s+/).slice(0, 9).join(" ");
  const line = `${before}${text.slice(start, end)}${after}`;
  return line.split("\n").find((part) => part.includes(text.slice(start, end))) ?? text.slice(start, end);
}

export type ScriptedPoint = Record<string, unknown>;

/** Points as lines of the wire format, closed by the end line. */
export function asLines(points: readonly ScriptedPoint[]): string[] {
  return [...points, { kind: "end", n: points.length }].map((point) => JSON.stringify(point));
}

/** A right analysis of planted contradictions: what a judge should have written. */
export function rightAnalysis(
  { answers, planted }: Case & Pick<PlantedCase, "planted">,
  letterOf: (id: string) => string,
) {
  return planted.map(({ type, spans }): ScriptedPoint => {
    const [altered] = Object.entries(spans);
    const [id = "p1", span = { start: 0, end: 1 }] = altered ?? [];
    const text = answers[Number(id.slice(1)) - 1]?.text ?? "";
    const quote = quoteAround(text, span);
    const [otherId, other] = unalteredQuote(
      answers.map((answer) => answer.text),
      quote,
      spans,
    );
    return {
      kind: "contradictions",
      topic: `The ${type}`,
      weight: 2,
      views: [
        { by: letterOf(id), quote, says: text.slice(span.start, span.end) },
        { by: letterOf(otherId), quote: other, says: "something else" },
      ],
      favors: [],
      basis: "none",
      why: "",
    };
  });
}

/** The same place of an answer that was left as it is, found by the words before the altered ones. */
function unalteredQuote(
  texts: readonly string[],
  quote: string,
  spans: Readonly<Record<string, Span>>,
): [string, string] {
  const seat = texts.findIndex((_, at) => !(`p${at + 1}` in spans));
  const text = texts[seat] ?? "";
  const words = quote.split(/\s+/);
  const anchors = [words.slice(0, 3), words.slice(-3)].map((some) => some.join(" "));
  const at = anchors.map((anchor) => text.indexOf(anchor)).find((place) => place >= 0) ?? 0;
  return [`p${seat + 1}`, text.slice(at).split(/\s+/).slice(0, 14).join(" ")];
}
