import { expect, test } from "vitest";
import { createWireText, wireTextOf } from "./wire-text";

const known = {
  points: new Set(["c1", "c3"]),
  sources: [
    { id: "S1", url: "https://www.example.org/a_(b)", title: "A", domain: "example.org" },
    { id: "S2", url: "https://other.example/x", title: "", domain: "other.example" },
  ],
};
const text = "It holds. ⟦c1,c3⟧ Twice [S1, S2]. In code `a[S1] ⟦c1⟧`. \n\nEnd [S2]. ⟦c3⟧";
const written =
  "It holds. Twice [example.org](https://www.example.org/a_%28b%29)[other.example](https://other.example/x). In code `a[S1] ⟦c1⟧`. \n\nEnd [other.example](https://other.example/x).";

test("point marks go with the space before them, sources become links, code stays", () => {
  expect(wireTextOf(text, known).text).toBe(written);
});

test("each link is told with its place in the text", () => {
  const { text: whole, citations } = wireTextOf(text, known);
  const links = citations.map(({ start, end, url, title }) => [whole.slice(start, end), url, title]);
  expect(links).toEqual([
    ["[example.org](https://www.example.org/a_%28b%29)", "https://www.example.org/a_(b)", "A"],
    ["[other.example](https://other.example/x)", "https://other.example/x", "https://other.example/x"],
    ["[other.example](https://other.example/x)", "https://other.example/x", "https://other.example/x"],
  ]);
});

test("the result does not depend on how the stream is cut", () => {
  for (let size = 1; size <= 13; size += 1) {
    const wire = createWireText(known);
    let out = "";
    for (let at = 0; at < text.length; at += size) out += wire.push(text.slice(at, at + size)).text;
    expect(out + wire.finish().text).toBe(written);
  }
});
