const titleLength = 60;

/** A conversation's title from its first question: the first clause, cut at a word; no model is asked. */
export function titleOf(question: string): string {
  const line = question.trim().replace(/\s+/g, " ");
  const clause = line.split(/(?<=[.?!])\s|:\s/)[0] ?? line;
  const title = clause.length >= 8 ? clause : line;
  if (title.length <= titleLength) return title;
  const cut = title.slice(0, titleLength);
  const space = cut.lastIndexOf(" ");
  return `${(space > titleLength / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.-]+$/, "")}…`;
}
