const secretPatterns: readonly RegExp[] = [
  /\bBearer\s+(?=\S*\d)[\w.~+/=-]{6,}/gi,
  /\b(?:sk|pk|rk|gsk|xai|hf|key|api)[-_](?=[\w-]*\d)[\w-]{8,}/gi,
  /\bAIza[\w-]{20,}/g,
  /\beyJ[\w-]{10,}\.[\w.-]+/g,
];
const hidden = "[key]";
const shortestKey = 4;

/** The text without the key in any spelling, and without anything that looks like a key. */
export function redact(text: string, apiKey: string | null): string {
  let clean = text;
  if (apiKey && apiKey.length >= shortestKey) {
    const spellings = new Set([apiKey, encodeURIComponent(apiKey), JSON.stringify(apiKey).slice(1, -1)]);
    for (const spelling of spellings) clean = clean.replaceAll(spelling, hidden);
  }
  return secretPatterns.reduce((words, pattern) => words.replace(pattern, hidden), clean);
}

/** A provider's words as one short line that is safe to store and show. */
export function redactedLine(text: string, apiKey: string | null, maxLength = 300): string {
  const line = redact(text, apiKey)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
