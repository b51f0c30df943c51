import { z } from "zod";
import { readPrompt } from "./read-prompt";
import type { Script } from "./script";

const analysisBlock = /<(analysis[-a-z0-9]*)>([\s\S]*?)<\/\1>/;
const scriptMark = /\s*⟦([a-z-]+)⟧/g;
const SettledLine = z.object({ id: z.string(), topic: z.string() });

const nothingScripted = `This is the demo. Its judge can only work on the demo's own scripted answers, and the answers of this turn are not among them.

Choose a judge from your connected models in the panel, then judge again.`;

const notBound =
  "Demo: scripted answers. Your decisions are stored and were sent along, but these words stay the same whatever you decide. A connected model writes the final answer bound by them.";

/** The scripted final answer for the answers of a prompt, with the ids of the settled points as marks. */
export function writeFinalAnswer(prompt: string): string {
  const { script } = readPrompt(prompt);
  if (!script) return nothingScripted;
  const ids = idsByKey(script, prompt.match(analysisBlock)?.[2] ?? "");
  const text = script.finalAnswer.replace(scriptMark, (_, key: string) => {
    const id = ids.get(key);
    return id ? ` ⟦${id}⟧` : "";
  });
  return prompt.includes("Rulings of the user (binding):") ? `${text}\n\n${notBound}` : text;
}

/** Which settled point each scripted one became; they are told apart by topic. */
function idsByKey({ points }: Script, analysis: string): Map<string, string> {
  const settled = analysis.split("\n").flatMap((line) => readLine(line) ?? []);
  return new Map(
    points.flatMap(({ key, topic }) => {
      const id = settled.find((line) => line.topic === topic)?.id;
      return id ? [[key, id] as const] : [];
    }),
  );
}

function readLine(line: string): z.infer<typeof SettledLine> | null {
  try {
    return SettledLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
