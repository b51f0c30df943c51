import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonRecord } from "./json-value";
import { createSseParser } from "./sse-parser";

/** The events of a stream whose bytes are cut at the given places. */
function parse(bytes: Uint8Array, cuts: readonly number[] = []) {
  const parser = createSseParser();
  const places = [0, ...[...new Set(cuts)].filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
  const events: JsonRecord[] = [];
  places.slice(1).forEach((end, index) => events.push(...parser.push(bytes.subarray(places[index], end))));
  events.push(...parser.end());
  return { events, dropped: parser.dropped, done: parser.done, tooLarge: parser.tooLarge };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
const noise = fc.constantFrom("", ": OPENROUTER PROCESSING", "id: 4", "retry: 1000", "unknown: field", ":");
const anyText = fc.string({ unit: "grapheme", maxLength: 12 });

describe("a stream of events", () => {
  test("gives the same texts wherever it is cut, with every line end, comment and character", () => {
    const streams = fc.record({
      texts: fc.array(anyText, { maxLength: 8 }),
      end: lineEnd,
      comment: noise,
      bom: fc.boolean(),
      pretty: fc.boolean(),
      cuts: fc.array(fc.nat(600), { maxLength: 40 }),
    });
    fc.assert(
      fc.property(streams, ({ texts, end, comment, bom, pretty, cuts }) => {
        const events = texts.map((text) => {
          const json = JSON.stringify({ text }, null, pretty ? 1 : 0).split("\n");
          return [comment, ...json.map((line) => `data: ${line}`), "", ""]
            .filter((line, at) => at > 0 || line)
            .join(end);
        });
        const bytes = bytesOf(`${bom ? "\uFEFF" : ""}${events.join("")}data: [DONE]${end}${end}`);
        const parsed = parse(bytes, cuts);
        expect(parsed.events.map(({ text }) => text)).toEqual(texts);
        expect(parsed).toMatchObject({ dropped: 0, done: true, tooLarge: false });
      }),
    );
  });

  test("gives the same events when every byte comes alone", () => {
    const bytes = bytesOf('\uFEFFdata: {"a":"👩‍🚀 é"}\r\n\r\ndata:{"b":1}\r\n\r\ndata: {"c":\r\ndata: 2}\r\n\r\n');
    const parsed = parse(bytes, [...bytes.keys()]);
    expect(parsed).toMatchObject({ events: [{ a: "👩‍🚀 é" }, { b: 1 }, { c: 2 }], dropped: 0 });
  });

  test("drops and counts what is not a JSON object, and goes on", () => {
    const lines = ['data: {"a":1}', "data: {oops", "data: 7", "data: null", "data: []", 'data: "x"', 'data: {"b":2}'];
    const parsed = parse(bytesOf(lines.map((line) => `${line}\n\n`).join("")));
    expect(parsed).toMatchObject({ events: [{ a: 1 }, { b: 2 }], dropped: 5 });
  });

  test("reads events that lack the blank line between them, up to the end mark", () => {
    const parsed = parse(bytesOf('data: {"a":1}\ndata: {"b":2}\ndata: [DONE]\n\ndata: {"c":3}\n\n'));
    expect(parsed).toMatchObject({ events: [{ a: 1 }, { b: 2 }], done: true, dropped: 0 });
  });

  test("reads a last event without its line end, and drops one that is cut", () => {
    expect(parse(bytesOf('data: {"a":1}')).events).toEqual([{ a: 1 }]);
    expect(parse(bytesOf('data: {"a":1}\n\ndata: {"b"')).events).toEqual([{ a: 1 }]);
  });

  test("takes an event named error for an error", () => {
    expect(parse(bytesOf('event: error\ndata: {"code":429}\n\n')).events).toEqual([{ error: { code: 429 } }]);
    expect(parse(bytesOf('event: error\ndata: {"error":{"code":1}}\n\n')).events).toEqual([{ error: { code: 1 } }]);
  });

  test("stops at a line or an event that is too long, after giving what came before", () => {
    const parser = createSseParser(100);
    expect(parser.push(bytesOf(`data: {"a":1}\n\ndata: ${"x".repeat(200)}`))).toEqual([{ a: 1 }]);
    expect(parser.tooLarge).toBe(true);
    expect(parser.push(bytesOf('\n\ndata: {"b":2}\n\n'))).toEqual([]);
    const many = createSseParser(100);
    for (let line = 0; line < 20; line += 1) many.push(bytesOf("data: 0123456789\n"));
    expect(many.tooLarge).toBe(true);
  });
});
