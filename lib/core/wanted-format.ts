import { blankOut, codeIn } from "./code-parts";

type WantedFormat = "JSON" | "CSV" | "YAML" | "XML" | "SQL" | "regular expression" | "code";

const imperative = String.raw`\b(?:answer|reply|respond|return|output|give|write|format|print|emit|produce|provide|convert|antworte|gib|schreib\w*|formatiere|liefere|erzeuge|erstelle|réponds?|donne|écris|responde|devuelve|escribe)\b`;
const only = String.raw`\b(?:only|just|solely|nothing but|nur|ausschließlich|lediglich|uniquement|seulement|solo|únicamente)\b`;
const data = String.raw`(json|csv|yaml|xml)`;

/** Requests that leave no doubt: an order to write in a format, or that only code is wanted. A mention of a format is none. */
const patterns: readonly RegExp[] = [
  new RegExp(`${only}.{0,24}\\b(json|csv|yaml|xml|sql|regex|regexp|code|quelltext)\\b`, "i"),
  new RegExp(
    `${imperative}[^.?!\\n]{0,60}\\b(?:as|in|into|als|im|en|au format)\\s+(?:(?:a|an|one|ein|eine|einem|valid|plain|pure|strict|gültiges|gültigem|reines|reinem)\\s+)*${data}\\b(?!\\s+(?:or|vs|versus|oder|parser|library))`,
    "i",
  ),
  new RegExp(
    `${imperative}[^.?!\\n]{0,30}\\b(?:(?:a|an|one|ein|eine|einen|the|valid|gültiges)\\s+)+(json|csv|yaml|xml)(?:\\s+(?:object|array|document|file|objekt|dokument|datei))\\b`,
    "i",
  ),
  new RegExp(
    `${imperative}[^.?!\\n]{0,40}\\b(sql|regex|regexp|regular expression|regulären ausdruck)\\b(?:\\s+(?:query|statement|abfrage|that|which|for|to|für|der|die|das)\\b|\\s*[.:]?\\s*$)`,
    "i",
  ),
];

const named: Readonly<Record<string, WantedFormat>> = {
  json: "JSON",
  csv: "CSV",
  yaml: "YAML",
  xml: "XML",
  sql: "SQL",
  regex: "regular expression",
  regexp: "regular expression",
  "regular expression": "regular expression",
  "regulären ausdruck": "regular expression",
};

/** The strict format that a request orders; null for prose, and whenever it is not certain. */
export function wantedFormat(request: string): WantedFormat | null {
  for (const pattern of patterns) {
    const found = pattern.exec(request)?.[1]?.toLowerCase();
    if (found !== undefined) return named[found] ?? "code";
  }
  return null;
}

/** Whether more of a text is code than not. */
export function isMostlyCode(text: string): boolean {
  const fenced = codeIn(text).filter(({ start, end }) => text.slice(start, end).includes("\n"));
  const length = fenced.reduce((sum, { start, end }) => sum + end - start, 0);
  return 2 * length > text.trim().length;
}

const fencedBlock = /^[ \t]*(`{3,}|~{3,})[ \t]*(\w*)[^\n]*\n([\s\S]*?)\n?[ \t]*\1[ \t]*$/gm;

/** The format a request orders that can be parsed here and that a final answer does not parse as: JSON or nothing. */
export function unparsedIn(finalText: string, request: string): string[] {
  if (wantedFormat(request) !== "JSON") return [];
  const blocks = [...finalText.matchAll(fencedBlock)].filter(([, , language = ""]) => /^(?:json)?$/i.test(language));
  const candidates = blocks.length > 0 ? blocks.map(([, , , code = ""]) => code) : [finalText];
  return candidates.every(isJson) ? [] : ["JSON"];
}

/** Whether an answer has prose that marks can stand in: bare code and strict formats have none. */
export function hasRoomForMarks(finalText: string, request: string): boolean {
  if (wantedFormat(request) !== null) return false;
  const code = codeIn(finalText);
  if (!code.some(({ start, end }) => finalText.slice(start, end).includes("\n"))) return true;
  return (blankOut(finalText, code).match(/\p{L}+/gu)?.length ?? 0) >= leastProse;
}

const leastProse = 12;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
