import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { foldEvents } from "@/lib/core/apply-event";
import { ConversationFile } from "@/lib/core/transfer";
import type { TurnState } from "@/lib/core/turn";
import { conversationReport } from "./conversation-report";
import { htmlOfMarkdown } from "./html-of-markdown";
import { printHtml } from "./print-html";
import { printMarkdown } from "./print-markdown";

const fixture = "lib/server/transfer/fixtures/conversation-1.json";
const file = ConversationFile.parse(JSON.parse(readFileSync(fixture, "utf8")));
const turns = file.turns.flatMap(({ events }) => foldEvents(events) ?? []);

function report(change: (turn: TurnState) => TurnState = (turn) => turn) {
  const exportedAt = Date.UTC(2026, 10, 26, 9, 8);
  return conversationReport({ title: "Tides", exportedAt, turns: turns.map(change), labelOf: () => null });
}

const hostile =
  "<script>alert(1)</script> <img src=x onerror=alert(2)> ![x](https://evil.example/?q=1) [go](javascript:alert(3))";

/** The turn with these words wherever somebody else has written. */
function spoiled(turn: TurnState): TurnState {
  const text = JSON.stringify(turn, (key, value: unknown) =>
    typeof value === "string" && /^(text|question|topic|point|why|says|quote|label|role|title|message)$/.test(key)
      ? `${hostile} "'`
      : value,
  );
  const sources = [{ id: "S1", url: 'javascript:alert("4")', title: hostile, status: "found" as const, seenBy: [] }];
  // What was written by JSON is read by it: the shape is the same.
  return { ...(JSON.parse(text) as TurnState), sources };
}

test("a turn of mode auto says who was chosen to answer, and why", () => {
  const route = { decision: "solo" as const, by: "call" as const, model: "demo:judge", reason: "Small talk." };
  expect(printMarkdown(report((turn) => ({ ...turn, route })))).toMatch(/judge answered alone: Small talk\./i);
  expect(printMarkdown(report())).not.toContain("answered alone");
});

test("a turn that asked two first says so, and why it asked the others", () => {
  const restAsked = { at: 1, because: "contradiction" as const, topic: "The tides" };
  const printed = printMarkdown(report((turn) => ({ ...turn, scouts: ["p1", "p2"], restAsked })));
  expect(printed).toContain("Two were asked first, then the others: they contradict each other on “The tides”.");
});

test("a file has every question, final answer, point, quote with its check, and every attempt of every answer", () => {
  const [markdown, html] = [printMarkdown(report()), printHtml(report())];
  for (const printed of [markdown, html]) {
    expect(printed).toContain("26 November 2026, 09:08 UTC");
    for (const turn of turns) {
      expect(printed).toContain(turn.question);
      for (const { text } of turn.answers) expect(printed).toContain(text);
      for (const { views } of turn.verdicts.flatMap(({ points }) => points)) {
        for (const { quote } of views) expect(printed).toContain(quote);
      }
    }
    expect(printed).toContain("Verified");
    expect(printed).toContain("attempt 2 of 2");
    expect(printed).not.toContain("⟦");
  }
  expect(markdown).toContain("They differ. (point 1)");
  expect(html).toMatch(/They differ\.<a class="chip" href="#t1v1c1">1<\/a>/);
  expect(html).toContain('id="t1v1c1"');
});

test("nothing a model or a person has written becomes markup, a script, or a request", () => {
  const html = printHtml(report(spoiled));
  const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag));
  for (const tag of ["script", "img", "iframe", "object", "link", "form", "input", "svg"])
    expect(tags).not.toContain(tag);
  const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address ?? "");
  expect(addresses.filter((address) => !/^(#|https:\/\/evil\.example\/)/.test(address))).toEqual([]);
  expect([...html.matchAll(/\son[a-z]+=/gi)].filter(({ index }) => isInTag(html, index))).toEqual([]);
  expect(html).toContain("default-src 'none'");
  expect(html).toContain("&lt;script&gt;");
});

function isInTag(html: string, index: number): boolean {
  return html.lastIndexOf("<", index) > html.lastIndexOf(">", index);
}

test("Markdown of models is drawn: lists, tables, code, formulas, links", () => {
  const html = htmlOfMarkdown(
    "# A\n\n- one\n- [x] two\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n```js\na < b\n```\n\n$x^2$ [w](https://a.example/)",
    4,
  );
  for (const piece of [
    "<h4>A</h4>",
    "<li>one</li>",
    "<li>☑ two</li>",
    "<th>a</th>",
    "<td><strong>2</strong></td>",
    "a &lt; b",
    "<math",
    'href="https://a.example/"',
  ]) {
    expect(html).toContain(piece);
  }
});

test("headings of an answer stand below the one of its panelist, also in Markdown", () => {
  const withHeading = report((turn) => ({
    ...turn,
    answers: turn.answers.map((answer) => ({ ...answer, text: "# Big\n\n```\n# not one\n```" })),
  }));
  expect(printMarkdown(withHeading)).toContain("##### Big");
  expect(printMarkdown(withHeading)).toContain("\n# not one\n");
  expect(printHtml(withHeading)).toContain("<h5>Big</h5>");
});
