const second = 1000;
const minute = 60 * second;

/** What one call cost: "$0.031", "$0.14", "under $0.001", "cost unknown". */
export function formatCost(usd: number | null): string {
  if (usd === null) return "cost unknown";
  if (usd === 0) return "$0";
  if (usd < 0.001) return "under $0.001";
  return usd < 0.1 ? `$${trimZero(usd.toFixed(3))}` : `$${usd.toFixed(2)}`;
}

/** What a whole turn cost, to the cent where there are cents: "$0.14", "$0.004". */
export function formatTotal(usd: number): string {
  return usd < 0.01 ? formatCost(usd) : `$${usd.toFixed(2)}`;
}

/** A length of time in whole seconds: "41 s", "1 min 12 s", "15 min". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / second));
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  const minutes = `${Math.floor(seconds / 60)} min`;
  return rest === 0 ? minutes : `${minutes} ${rest} s`;
}

/** A short wait with one decimal: "0.9 s"; from a minute on in whole seconds. */
export function formatWait(milliseconds: number): string {
  const wait = Math.max(0, milliseconds);
  return wait < minute ? `${(wait / second).toFixed(1)} s` : formatDuration(wait);
}

/** "3 contradictions", "1 contradiction". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const smallNumbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];

/** A small number as a word, for headings: "four". */
export function numberWord(count: number): string {
  return smallNumbers[count] ?? String(count);
}

/** "a", "a and b", "a, b and c". */
export function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

function trimZero(digits: string): string {
  return digits.replace(/(\.\d\d)0$/, "$1");
}
