import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { WirePoint } from "@/lib/core/wire-point";
import { ask, user } from "./demo-kit";
import { type PanelistName, panelistNames, type Script } from "./script";
import { knownScripts, unknownScript } from "./scripts";

const labels = ["A", "B", "C", "D", "E", "F", "G", "H"];
const End = z.object({ kind: z.literal("end"), n: z.number().int() }).strict();

/** `share`: how much of the answer there is. */
type Block = { name: PanelistName; share: number };

function blocksOf(script: Script, blocks: readonly Block[]): string {
  const answers = blocks.map(({ name, share }, index) => {
    const { text } = script.answers[name];
    const shown = text.slice(0, Math.ceil(text.length * share)).replaceAll("<", "‹");
    const status = share < 1 ? "cut_off" : "ok";
    return `<answer-k3f9 id="${labels[index]}" status="${status}" words="1">\n${shown}\n</answer-k3f9>`;
  });
  return `<request-k3f9>\n${script.question}\n</request-k3f9>\n\n${answers.join("\n\n")}\n\n`;
}

const judgeTask = 'TASK: ANALYSIS\nLast line: {"kind":"end","n":<number of lines before it>}';

async function linesOf(prompt: string): Promise<string[]> {
  return (await ask("demo:judge", user(prompt))).trimEnd().split("\n");
}

const someBlocks = fc.array(
  fc.record({ name: fc.constantFrom(...panelistNames), share: fc.constantFrom(0.4, 0.7, 1) }),
  {
    minLength: 1,
    maxLength: 8,
  },
);

test("every line parses, for any shuffle and subset of whole and cut-off answers", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...knownScripts), someBlocks, async (script, blocks) => {
      const lines = await linesOf(blocksOf(script, blocks) + judgeTask);
      const points = lines.slice(0, -1).map((line) => WirePoint.parse(JSON.parse(line)));
      expect(End.parse(JSON.parse(lines.at(-1) ?? ""))).toEqual({ kind: "end", n: points.length });
      const named = points.flatMap(({ views, favors }) => [...favors, ...views.map(({ by }) => by)]);
      expect(named.filter((label) => !labels.slice(0, blocks.length).includes(label))).toEqual([]);
      expect(lines.filter((line) => !/^\{"kind":"[a-z_]+",("topic":"|"n":)/.test(line))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("a cut-off answer is never named for words that it lost, nor misquoted", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...knownScripts), someBlocks, async (script, blocks) => {
      const lines = await linesOf(blocksOf(script, blocks) + judgeTask);
      const views = lines.slice(0, -1).flatMap((line) => WirePoint.parse(JSON.parse(line)).views);
      const lost = views.filter(({ by, quote }) => {
        const { name, share } = blocks[labels.indexOf(by)] ?? { name: "atlas", share: 0 };
        const { text } = script.answers[name];
        return share < 1 && !text.slice(0, Math.ceil(text.length * share)).includes(quote);
      });
      expect(lost).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("answers of real models get an empty analysis and a final answer that says why", async () => {
  const block = '<answer-k3f9 id="A" status="ok" words="3">\nA real answer.\n</answer-k3f9>\n';
  expect(await linesOf(block + judgeTask)).toEqual(['{"kind":"end","n":0}']);
  expect(await ask("demo:judge", user(block))).toMatch(/^This is the demo/);
});

test("the final answer marks settled points only, with the ids they were given", async () => {
  const [script = unknownScript] = knownScripts;
  const blocks = blocksOf(script, [{ name: "atlas", share: 1 }]);
  expect(await ask("demo:judge", user(blocks))).not.toContain("⟦");
  const settled = JSON.stringify({ id: "c7", topic: script.points[3]?.topic });
  const marked = await ask(
    "demo:judge",
    user(`${blocks}<analysis-k3f9>\n${settled}\n</analysis-k3f9>\n\nTASK: FINAL ANSWER`),
  );
  expect(new Set(marked.match(/⟦[^⟧]*⟧/g))).toEqual(new Set(["⟦c7⟧"]));
});
