/** How a body is read. */
export type ContentKind = "html" | "xml" | "json" | "text" | "pdf";

export type ContentType = { kind: ContentKind; type: string; charset: string };

const kinds: Readonly<Record<string, ContentKind>> = {
  "text/html": "html",
  "application/xhtml+xml": "html",
  "application/json": "json",
  "application/xml": "xml",
  "text/xml": "xml",
  "application/pdf": "pdf",
};

/** What a `content-type` header allows to be read; null for everything else (pictures, archives, programs) and for none. */
export function readContentType(header: string | null): ContentType | null {
  const [first = "", ...parameters] = (header ?? "").slice(0, 500).split(";");
  const type = first.trim().toLowerCase();
  const kind = kindOf(type);
  if (!kind) return null;
  const charset = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/i.exec(parameter)?.[1]);
  return { kind, type, charset: charset.find((label) => label !== undefined) ?? "" };
}

function kindOf(type: string): ContentKind | null {
  const known = kinds[type];
  if (known) return known;
  if (/^application\/[\w.-]+\+json$/.test(type)) return "json";
  if (/^application\/[\w.-]+\+xml$/.test(type)) return "xml";
  return /^text\/[\w.+-]+$/.test(type) ? "text" : null;
}
