const quotesBlock = /<(quotes[-a-z0-9]*)>([\s\S]*?)<\/\1>/;

/** Whether a prompt asks the judge for words that were not found. */
export function asksForQuotes(prompt: string): boolean {
  return quotesBlock.test(prompt);
}

/** What the demo judge says then: its misquotes are scripted, and no answer holds their words. */
export function writeQuotes(prompt: string): string {
  const numbers = prompt.match(quotesBlock)?.[2]?.match(/^\d+(?=\. Answer [A-H] )/gm) ?? [];
  return numbers.map((n) => `${JSON.stringify({ n: Number(n), quote: null })}\n`).join("");
}
