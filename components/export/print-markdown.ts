import { changeOutsideCode } from "@/lib/core/code-parts";
import { type ConversationReport, dayAndTime } from "./conversation-report";
import type { AnswerReport, PointReport, TurnReport, VerdictReport } from "./report";

/** A conversation as Markdown: for every turn the final answer, its points with their quotes, all answers, and the sources. */
export function printMarkdown({ title, exportedAt, turns }: ConversationReport): string {
  const parts = [`# ${line(title)}`, `Exported from Parley on ${dayAndTime(exportedAt)}.`, ...turns.flatMap(turnParts)];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function turnParts(turn: TurnReport): string[] {
  return [
    "---",
    `## ${line(turn.question.split("\n")[0] ?? "")}`,
    turn.question.includes("\n") ? quoted(turn.question) : "",
    `*${[dayAndTime(turn.askedAt), ...turn.facts].map(line).join(" · ")}*`,
    ...turn.notices.map((notice) => `> **Note.** ${line(notice)}`),
    ...turn.verdicts.flatMap(verdictParts),
    ...(turn.answers.length > 0 ? ["### Answers", ...turn.answers.flatMap(answerParts)] : []),
    ...(turn.sources.length > 0 ? ["### Sources", turn.sources.map(sourceLine).join("\n")] : []),
  ];
}

function verdictParts(verdict: VerdictReport): string[] {
  const { heading, origin, finalAnswer, points, unverified } = verdict;
  return [
    heading === "" ? "" : `### ${line(heading)}`,
    finalAnswer === "" ? "" : `### Final answer${origin ? `, ${line(origin)}` : ""}`,
    demoted(withPoints(finalAnswer, points), 3),
    points.length > 0 ? "### Where the answers agree and disagree" : "",
    ...points.map(pointPart),
    unverified.length > 0 ? `Dropped:\n\n${unverified.map((each) => `- ${line(each)}`).join("\n")}` : "",
  ];
}

function pointPart({ number, kind, statement, quotes, unverified, silent, judge }: PointReport): string {
  return [
    `**${number}. ${line(statement)}** (${kind})`,
    "",
    ...quotes.map(({ stance, by, words, check }) => `- ${stance}, ${line(by)}: “${line(words)}” (${check})`),
    ...unverified.map((each) => `- Unverified, ${line(each)}`),
    ...(silent.length > 0 ? [`- Silent: ${silent.map(line).join(", ")}`] : []),
    ...(judge.words === "" ? [] : [`- ${line(judge.heading)}: ${line(judge.words)}`]),
  ].join("\n");
}

function answerParts({ name, model, role, status, failure, text }: AnswerReport): string[] {
  const facts = [model, role, status, failure].filter((fact) => fact !== "").map(line);
  return [`#### ${line(name)}`, `*${facts.join(" · ")}*`, demoted(text, 4)];
}

function sourceLine({ id, title, url, status }: TurnReport["sources"][0]): string {
  return `- ${id}: ${title ? `${line(title)}, ` : ""}<${url.replace(/[<>\s]/g, encodeURIComponent)}> (${status})`;
}

/** Marks of points as words; marks of sources stand in the list below as they are. */
function withPoints(text: string, points: readonly PointReport[]): string {
  return changeOutsideCode(text, (prose) =>
    prose.replace(/[ \t]*⟦([^⟧]*)⟧/g, (_mark, ids: string) => {
      const numbers = ids.split(",").flatMap((id) => points.find((point) => point.id === id.trim())?.number ?? []);
      return numbers.length === 0 ? "" : ` (point ${numbers.join(", ")})`;
    }),
  );
}

/** Headings of a text below the one it stands under. */
function demoted(text: string, by: number): string {
  return changeOutsideCode(text, (prose) =>
    prose.replace(/^(#{1,6})(?=\s)/gm, (marks) => "#".repeat(Math.min(6, marks.length + by))),
  );
}

function quoted(text: string): string {
  return text
    .trim()
    .split("\n")
    .map((each) => `> ${each}`)
    .join("\n");
}

/** Words of models and people as one line that opens no heading, list or tag. */
function line(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[<*_`[\]\\]/g, "\\$&")
    .replace(/^(#|>|[-+]|\d+\.)/, "\\$1");
}
