import { decodeBody } from "./decode-body.ts";
import { cutText, longestText } from "./kept-text.ts";
import { readHtml } from "./read-html.ts";
import { readXml } from "./read-xml.ts";
import type { Reading, ReadPageTask } from "./reading";

/** Longer documents are read up to here: reading them whole costs more memory than a worker has. */
const longestSource = 2_500_000;

/** Title, facts, text and links of a fetched body, by its kind. Throws for what cannot be read. */
export async function readPage(task: ReadPageTask): Promise<Reading> {
  if (task.kind === "pdf") {
    // Loaded when the first PDF comes: it is large.
    const { readPdf } = await import("./read-pdf.ts");
    return await readPdf(task.body);
  }
  const source = decodeBody(task);
  const start = source.slice(0, longestSource);
  const reading = readSource(task, start);
  return start.length < source.length ? { ...reading, isCut: true } : reading;
}

function readSource({ kind, url }: ReadPageTask, source: string): Reading {
  if (kind === "html") return readHtml(source, url);
  if (kind === "xml") return readXml(source, url);
  const text = kind === "json" ? indented(source) : source.replaceAll("\r\n", "\n");
  return { ...nothing, ...cutText(text.trim()) };
}

const nothing: Reading = { title: "", site: "", author: "", date: "", text: "", links: [], isCut: false };

/** Indented deeper, JSON is mostly spaces: some megabytes become hundreds. */
const deepestIndented = 30;

/** JSON with a line for each value; as it came where it is no JSON, too deep, or more than is kept anyway. */
function indented(source: string): string {
  if (source.length > longestText || depthOf(source) > deepestIndented) return source;
  try {
    return JSON.stringify(JSON.parse(source), null, 2);
  } catch {
    return source;
  }
}

/** How deep brackets are nested; those within texts count too, which is deep enough to know. */
function depthOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of source) {
    if (sign === "[" || sign === "{") deepest = Math.max(deepest, ++depth);
    else if (sign === "]" || sign === "}") depth -= 1;
  }
  return deepest;
}
