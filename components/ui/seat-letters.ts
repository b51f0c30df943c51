const fallback = "?";

/**
 * The two letters on a panelist's seat: capitals inside one word ("DeepSeek" Ds), else the first two
 * letters of the first word ("Gemini 3 Flash" Ge, "GPT-5.4" Gp).
 */
export function seatLetters(label: string): string {
  const word = /\p{L}[\p{L}\p{M}]*/u.exec(label)?.[0] ?? label.trim();
  const [first, second = ""] = Array.from(word);
  if (!first) return fallback;
  const hump = /\p{Ll}(\p{Lu})/u.exec(word)?.[1];
  return first.toUpperCase() + (hump ?? second).toLowerCase();
}
