import { reducedLines, taskOf } from "./judge";
import { type Habits, oracleLines } from "./oracle-judge";
import { carelessAnswer, oracleAnswer } from "./oracle-writer";
import { asksForKind, oracleSorts } from "./sorter";
import { plainAnswer } from "./texts";

/** The oracle, and what is wrong with the judges that the evaluation must see through. */
const habitsOf: Readonly<Record<string, Habits>> = {
  judge: {},
  first: { favoursFirst: true },
  obeys: { obeys: true },
  kin: { favoursKin: true },
  careless: { careless: true, unitBlind: true },
};

const nothingFound = '{"kind":"end","n":0}';

/** What `scripted/oracle-<name>` writes: the judge's part by its habits. `blind` finds nothing. */
export function oracleSays(name: string, prompt: string): string {
  if (asksForKind(prompt)) return oracleSorts(prompt, name === "careless");
  const task = taskOf(prompt);
  if (task === "quotes") return noQuotes(prompt);
  if (task === "synthesize") return name === "careless" ? carelessAnswer(prompt) : oracleAnswer(prompt);
  if (task === "reduced") return reducedLines(prompt).join("\n");
  if (task !== "judge") return plainAnswer("judge");
  return name === "blind" ? nothingFound : oracleLines(prompt, habitsOf[name] ?? {}).join("\n");
}

/** The oracle quotes exactly; what was not found was never there. */
function noQuotes(prompt: string): string {
  const wanted = /<quotes[\w-]*>\n([\s\S]*?)\n<\/quotes/.exec(prompt)?.[1]?.split("\n") ?? [];
  return wanted.map((_, at) => JSON.stringify({ n: at + 1, quote: null })).join("\n");
}
