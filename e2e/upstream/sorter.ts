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

export function asksForKind(prompt: string): boolean {
  return prompt.includes("TASK: FOLLOW-UP");
}

const wantsForm = /half as long|table|halb so lang|tabelle|mitad de largo|tabla/i;

/** What the oracle says of a follow-up: the point that holds the words it quotes; a careless one takes everything for another form. */
export function oracleSorts(prompt: string, careless: boolean): string {
  const request = foundIn(prompt, /<request-\w+>\n([\s\S]*?)\n<\/request/);
  const quoted = foundIn(request, /["„«](.*)["“»]/);
  const points = foundIn(prompt, /<previous-\w+>\n([\s\S]*?)\n<\/previous/).split("\n");
  const point = foundIn(points.find((line) => quoted !== "" && line.includes(quoted)) ?? "", /"id":"(c\d+)"/);
  const kind = careless || wantsForm.test(request) ? "form" : point ? "point" : "new";
  return JSON.stringify({ kind, point: kind === "point" ? point : null, question: request, reason: "It says so." });
}

function foundIn(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[1] ?? "";
}
