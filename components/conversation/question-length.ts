/** The same as `maxQuestionLength` of lib/core/api, which would bring zod into the first page; a test compares them. */
export const longestQuestion = 100_000;

/** What to say about a question that is too long; null when it is not. */
export function overLengthWords(text: string): string | null {
  const over = text.length - longestQuestion;
  if (over <= 0) return null;
  const figures = (count: number) => count.toLocaleString("en-US");
  return `A question has at most ${figures(longestQuestion)} characters; this one has ${figures(text.length)}. Shorten it by ${figures(over)}.`;
}
