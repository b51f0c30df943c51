const safeProtocols = new Set(["http:", "https:", "mailto:"]);

/** The address if a person may be sent there: http, https or mailto, written in full; else null. */
export function safeUrl(address: string): string | null {
  const url = URL.parse(address.trim());
  return url && safeProtocols.has(url.protocol) ? url.href : null;
}
