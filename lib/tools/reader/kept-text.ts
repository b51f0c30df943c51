/** Characters of a page that are kept: about 50,000 tokens. */
export const longestText = 200_000;

/** Text as it is kept, and whether something was left out. Never ends within a surrogate pair. */
export function cutText(text: string): { text: string; isCut: boolean } {
  if (text.length <= longestText) return { text: text.toWellFormed(), isCut: false };
  return {
    text: text
      .slice(0, longestText)
      .replace(/[\uD800-\uDBFF]$/, "")
      .toWellFormed(),
    isCut: true,
  };
}

/** One line of plain words, for titles and names: no markup is left, white space is one space. */
export function plainLine(text: string | null | undefined, longest = 300): string {
  const line = (text ?? "")
    .slice(0, longest * 4)
    .replaceAll(/\s+/g, " ")
    .trim()
    .toWellFormed();
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
}
