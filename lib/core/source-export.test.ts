import { expect, test } from "vitest";
import { type Citable, citationOf, exportSources } from "./source-export";

const readAt = Date.UTC(2026, 10, 20, 9);
const whole: Citable = {
  id: "S1",
  url: "https://example.org/a?b={c}&d=1",
  title: "Prices & quantities_100% [draft]",
  site: "Review",
  author: "M. Weitzman",
  date: "2024-05-03",
};
const bare: Citable = { id: "S2", url: "https://example.org/x", title: "", site: "", author: "", date: "" };

test("a citation is one sentence, and leaves out what is not known", () => {
  expect(citationOf(whole, readAt)).toBe(
    "M. Weitzman. Prices & quantities_100% [draft]. Review, 3 May 2024. https://example.org/a?b={c}&d=1 (read 20 November 2026)",
  );
  expect(citationOf(bare, readAt)).toBe("https://example.org/x. https://example.org/x (read 20 November 2026)");
  expect(citationOf({ ...whole, date: "2024" }, readAt)).toContain("Review, 2024.");
});

test("Markdown keeps a title with brackets inside its link", () => {
  expect(exportSources([whole], "markdown", readAt)).toBe(
    "- [S1] [Prices & quantities\\_100% \\[draft\\]](<https://example.org/a?b={c}&d=1>). M. Weitzman, Review, 2024-05-03. Read 2026-11-20.\n",
  );
});

test("BibTeX escapes what TeX would read as a command, and no brace of an address can close a field", () => {
  const text = exportSources([{ ...whole, title: String.raw`a\b {c} $d ~ ^` }], "bibtex", readAt);
  expect(text).toContain(
    String.raw`title = {{a\textbackslash{}b \textbraceleft{}c\textbraceright{} \$d \textasciitilde{} \textasciicircum{}}}`,
  );
  expect(text).toContain(String.raw`howpublished = {\url{https://example.org/a?b=%7Bc%7D&d=1}}`);
  expect(text).toMatch(/^@misc\{S1,\n[\s\S]*year = \{2024\},\n {2}month = \{05\}/);
  expect(exportSources([bare], "bibtex", readAt)).not.toContain("author");
  // BibTeX counts braces whatever stands before them: one too many and the rest of the file is lost.
  const open = exportSources([{ ...whole, title: "a { b", site: "c }}} d", author: "{" }], "bibtex", readAt);
  expect(open.split("{")).toHaveLength(open.split("}").length);
});

test("CSL-JSON is what reference managers import", () => {
  expect(JSON.parse(exportSources([whole, bare], "csl-json", readAt))).toEqual([
    {
      id: "S1",
      type: "webpage",
      title: whole.title,
      URL: whole.url,
      "container-title": "Review",
      author: [{ literal: "M. Weitzman" }],
      issued: { "date-parts": [[2024, 5, 3]] },
      accessed: { "date-parts": [[2026, 11, 20]] },
    },
    { id: "S2", type: "webpage", title: bare.url, URL: bare.url, accessed: { "date-parts": [[2026, 11, 20]] } },
  ]);
});
