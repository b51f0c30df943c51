import type { ModelChunk } from "@/lib/core/model";
import { isRecord, type JsonRecord, listIn, recordIn, textIn } from "./json-value";

const maxSnippetLength = 1000;
const maxTitleLength = 300;
const maxAddressLength = 2048;

/** Appends what a delta (or a complete message) says to `out`, joining neighbours of one kind. */
export function readDelta(delta: JsonRecord, out: ModelChunk[]): void {
  append("reasoning", textIn(delta.reasoning) ?? textIn(delta.reasoning_content) ?? textIn(delta.thinking), out);
  if (typeof delta.content === "string") append("text", delta.content, out);
  else if (delta.content) readParts(delta.content, out);
  append("text", textIn(delta.refusal), out);
  if (delta.annotations) readAnnotations(delta.annotations, out);
}

function append(type: "text" | "reasoning", text: string | undefined, out: ModelChunk[]): void {
  if (text === undefined || text === "") return;
  const last = out.at(-1);
  if (last?.type === type) last.text += text;
  else out.push({ type, text });
}

/** Some hosts send content as a list of typed parts. */
function readParts(parts: unknown, out: ModelChunk[]): void {
  for (const part of listIn(parts).filter(isRecord)) {
    if (part.type !== "thinking") append("text", textIn(part.text), out);
    else for (const thought of listIn(part.thinking)) append("reasoning", textIn(recordIn(thought)?.text), out);
  }
}

function readAnnotations(annotations: unknown, out: ModelChunk[]): void {
  for (const annotation of listIn(annotations).filter(isRecord)) {
    if (annotation.type !== "url_citation") continue;
    const citation = recordIn(annotation.url_citation) ?? annotation;
    const url = textIn(citation.url);
    if (!url || url.length > maxAddressLength || !isWebAddress(url)) continue;
    const snippet = textIn(citation.content)?.slice(0, maxSnippetLength);
    const title = (textIn(citation.title) ?? "").slice(0, maxTitleLength).replace(/\s+/g, " ").trim();
    out.push({ type: "citation", url, title, ...(snippet ? { snippet } : {}) });
  }
}

function isWebAddress(url: string): boolean {
  const protocol = URL.parse(url)?.protocol;
  return protocol === "https:" || protocol === "http:";
}
