/** A sentence with its full stop, which providers often leave out. */
export function withStop(sentence: string): string {
  const trimmed = sentence.trim();
  return trimmed === "" || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
