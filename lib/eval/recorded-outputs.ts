/** Good lines of a judge in the shapes that models without a JSON mode have been seen to write them in. */
type Recorded = { name: string; write: (lines: readonly string[]) => string };

const joined = (lines: readonly string[]) => lines.join("\n");
const withoutEnd = (lines: readonly string[]) => lines.slice(0, -1);
const eachBut = (lines: readonly string[], change: (line: string) => string) =>
  [...withoutEnd(lines).map(change), lines.at(-1) ?? ""].join("\n");
const pretty = (line: string) => JSON.stringify(JSON.parse(line), null, 2);

export const recordedOutputs: readonly Recorded[] = [
  { name: "plain lines", write: joined },
  { name: "Windows line ends", write: (lines) => lines.join("\r\n") },
  { name: "a byte order mark first", write: (lines) => `\uFEFF${joined(lines)}` },
  { name: "a fenced block", write: (lines) => `\`\`\`json\n${joined(lines)}\n\`\`\`` },
  { name: "a fenced block without its end", write: (lines) => `\`\`\`\n${joined(lines)}\n` },
  { name: "words before and after", write: (lines) => `Here is the analysis:\n\n${joined(lines)}\n\nI hope it helps.` },
  { name: "a list", write: (lines) => `[${lines.join(",\n")}]` },
  { name: "a list in an object", write: (lines) => `{"items":[${lines.join(",")}]}` },
  { name: "pretty-printed", write: (lines) => lines.map(pretty).join("\n") },
  {
    name: "a pretty-printed list in a fence",
    write: (lines) => `\`\`\`json\n[${lines.map(pretty).join(",\n")}]\n\`\`\``,
  },
  { name: "thinking before it", write: (lines) => `<think>\nFirst {compare} the answers.\n</think>\n${joined(lines)}` },
  { name: "trailing commas", write: (lines) => eachBut(lines, (line) => line.replace(/\}$/, ",}")) },
  { name: "single quotes", write: (lines) => eachBut(lines, singleQuoted) },
  { name: "numbered lines", write: (lines) => lines.map((line, at) => `${at + 1}. ${line}`).join("\n") },
  { name: "bullets", write: (lines) => lines.map((line) => `- ${line}`).join("\n\n") },
  { name: "no end line", write: (lines) => `${joined(withoutEnd(lines))}\n` },
  {
    name: "cut in the middle of a line",
    write: (lines) => joined(lines).slice(0, Math.floor(joined(lines).length * 0.7)),
  },
  { name: "a missing last brace", write: (lines) => eachBut(lines, (line) => line.replace(/\}$/, "")) },
  { name: "every line twice", write: (lines) => lines.flatMap((line) => [line, line]).join("\n") },
  { name: "words only", write: () => "The answers agree on most things. I like the second one better." },
];

function singleQuoted(line: string): string {
  return line.includes("'") ? line : line.replaceAll('"', "'");
}
