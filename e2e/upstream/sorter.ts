const kinds: readonly [RegExp, "form" | "point"][] = [
  [/shorter/i, "form"],
  [/sure/i, "point"],
];

/** What a model says of a follow-up: another form, doubt about the first point, or a question; null = it is asked for none of it. */
export function sortedReply(prompt: string): string | null {
  if (prompt.includes("TASK: CHANGE OF FORM")) return "Briefly: it depends on the beans.";
  if (!prompt.includes("TASK: FOLLOW-UP")) return null;
  const request = foundIn(prompt, /<request-\w+>\n([\s\S]*?)\n<\/request/);
  const kind = kinds.find(([words]) => words.test(request))?.[1] ?? "new";
  const point = foundIn(prompt, /"id":"(c\d+)"/);
  const question = kind === "new" ? `In full words: ${request}` : "";
  return JSON.stringify({ kind, point: kind === "point" ? point : null, question, reason: `It says ${kind}.` });
}

function foundIn(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[1] ?? "";
}
