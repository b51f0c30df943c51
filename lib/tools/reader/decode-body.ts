import sniffEncoding from "html-encoding-sniffer";

type Body = { body: Uint8Array; charset: string; kind: string };

/**
 * The characters of a body, by the rules of the web: byte order mark, then the header, then what the document says of
 * itself. Where nobody says anything: UTF-8 if it is valid UTF-8, else windows-1252. Bytes that mean nothing become U+FFFD.
 */
export function decodeBody({ body, charset, kind }: Body): string {
  const label = kind === "html" || kind === "xml" ? sniffed(body, charset, kind === "xml") : charset;
  return decode(body, label) ?? decodeGuessed(body);
}

/** "" where nothing tells the encoding. */
function sniffed(body: Uint8Array, charset: string, xml: boolean): string {
  const options = { defaultEncoding: "replacement", ...(charset ? { transportLayerEncodingLabel: charset } : {}) };
  const encoding = sniffEncoding(body, xml ? { ...options, xml } : { ...options, maxPrescanBytes: 4096 });
  return encoding === "replacement" ? "" : encoding;
}

function decodeGuessed(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return new TextDecoder("windows-1252").decode(body);
  }
}

/** null for a label that no encoding has. */
function decode(body: Uint8Array, label: string): string | null {
  try {
    return label === "" ? null : new TextDecoder(label).decode(body);
  } catch {
    return null;
  }
}
