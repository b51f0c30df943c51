/** "1 model", "412 models", "1,204 models". */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : plural}`;
}

const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** A small number as a word: "four"; figures from eleven on. */
export function numberWord(count: number): string {
  return words[count] ?? String(count);
}

/** "a", "a and b", "a, b and c". */
export function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** Tokens of context: "256k" for 262,144 and for 256,000, "1M", "1.05M"; a dash when unknown. */
export function formatContext(tokens: number | null): string {
  if (tokens === null) return "–";
  if (tokens < 1000) return String(tokens);
  const thousand = tokens % 1000 !== 0 && tokens % 1024 === 0 ? 1024 : 1000;
  const thousands = tokens / thousand;
  if (thousands < 1000) return `${trimNumber(thousands, thousands < 10 ? 1 : 0)}k`;
  return `${trimNumber(thousands / thousand, 2)}M`;
}

/** Bytes for people: "640 KB", "2.4 MB". */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB"];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${trimNumber(bytes / 1000 ** power, power > 1 ? 1 : 0)} ${units[power]}`;
}

function trimNumber(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
