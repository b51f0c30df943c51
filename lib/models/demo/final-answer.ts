import { z } from "zod";
import { readPrompt } from "./read-prompt";
import type { Script } from "./script";

const analysisBlock = /<(analysis[-a-z0-9]*)>([\s\S]*?)<\/\1>/;
const scriptMark = /\s*⟦([a-z-]+)⟧/g;
const SettledLine = z.object({ id: z.string(), topic: z.string() });

const nothingScripted = `This is the demo. Its judge can only work on the demo's own scripted answers, and the answers of this turn are not among them.

Choose a judge from your connected models in the panel, then judge again.`;

/** The scripted final answer for the answers of a prompt, with the ids of the settled points as marks. */
export function writeFinalAnswer(prompt: string): string {
  const { script } = readPrompt(prompt);
  if (!script) return nothingScripted;
  const ids = idsByKey(script, prompt.match(analysisBlock)?.[2] ?? "");
  return script.finalAnswer.replace(scriptMark, (_, key: string) => {
    const id = ids.get(key);
    return id ? ` ⟦${id}⟧` : "";
  });
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
