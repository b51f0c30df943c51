/** What a citation is made of. Dates are ISO 8601 as far as they are known ("2024", "2024-05", "2024-05-03"), or "". */
export type Citable = { id: string; url: string; title: string; site: string; author: string; date: string };

export type ExportFormat = "markdown" | "bibtex" | "csl-json";

/** The sources as one text in a format that reference managers read. `readAt`: milliseconds since the epoch. */
export function exportSources(sources: readonly Citable[], format: ExportFormat, readAt: number): string {
  if (format === "csl-json")
    return `${JSON.stringify(
      sources.map((source) => cslItem(source, readAt)),
      null,
      2,
    )}\n`;
  const entry = format === "bibtex" ? bibtexEntry : markdownLine;
  return `${sources.map((source) => entry(source, readAt)).join(format === "bibtex" ? "\n\n" : "\n")}\n`;
}

/** One source as a sentence for a text: "Author. Title. Site, 3 May 2024. https://... (read 20 November 2026)". */
export function citationOf({ url, title, site, author, date }: Citable, readAt: number): string {
  const where = [site, dayInWords(date)].filter((part) => part !== "").join(", ");
  const parts = [author, title || url, where].filter((part) => part !== "").map((part) => part.replace(/\.$/, ""));
  return `${parts.join(". ")}. ${url} (read ${dayInWords(isoDay(readAt))})`;
}

function markdownLine({ id, url, title, site, author, date }: Citable, readAt: number): string {
  const about = [author, site, date].filter((part) => part !== "").join(", ");
  const link = `[${escapeMarkdown(title || url)}](<${url.replace(/[<>]/g, encodeURIComponent)}>)`;
  return `- [${id}] ${link}${about === "" ? "" : `. ${escapeMarkdown(about)}`}. Read ${isoDay(readAt)}.`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, String.raw`\$&`);
}

/** `@misc` with `howpublished`: the one form of a web page that every BibTeX style prints. */
function bibtexEntry({ id, url, title, site, author, date }: Citable, readAt: number): string {
  const [year, month] = date.split("-");
  const fields: [string, string][] = [
    ["title", `{${escapeTex(title || url)}}`],
    ["author", author && `{${escapeTex(author)}}`],
    ["organization", site && escapeTex(site)],
    ["year", year ?? ""],
    ["month", month ?? ""],
    ["howpublished", String.raw`\url{${url.replace(/[{}\\]/g, encodeURIComponent)}}`],
    ["note", `Read ${isoDay(readAt)}`],
  ];
  const lines = fields.filter(([, value]) => value !== "").map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${id},\n${lines.join(",\n")}\n}`;
}

/** BibTeX counts braces also behind a backslash, so they go by name. */
const texNames: Readonly<Record<string, string>> = {
  "{": String.raw`\textbraceleft{}`,
  "}": String.raw`\textbraceright{}`,
  "\\": String.raw`\textbackslash{}`,
  "~": String.raw`\textasciitilde{}`,
  "^": String.raw`\textasciicircum{}`,
};

function escapeTex(text: string): string {
  return text.replace(/[\\{}$&#^_~%]/g, (sign) => texNames[sign] ?? `\\${sign}`);
}

/** https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html */
function cslItem({ id, url, title, site, author, date }: Citable, readAt: number) {
  return {
    id,
    type: "webpage",
    title: title || url,
    URL: url,
    ...(site === "" ? {} : { "container-title": site }),
    ...(author === "" ? {} : { author: [{ literal: author }] }),
    ...(date === "" ? {} : { issued: { "date-parts": [partsOf(date)] } }),
    accessed: { "date-parts": [partsOf(isoDay(readAt))] },
  };
}

function partsOf(date: string): number[] {
  return date.slice(0, 10).split("-").map(Number);
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function dayInWords(date: string): string {
  const [year, month, day] = date === "" ? [] : partsOf(date);
  return [day, month && months[month - 1], year].filter((part) => part !== undefined).join(" ");
}
