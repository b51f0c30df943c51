import type { Evaluation } from "./evaluate-judge";
import type { Measure } from "./measure";

/** The evaluation as people read it: where it comes from, the table, the bill. */
export function reportOf(evaluation: Evaluation): string {
  const { model, promptVersion, judgings, failures } = evaluation;
  const head = [
    `Judge: ${model} · prompts of version ${promptVersion} · ${judgings} judgings`,
    "Intervals: 95 %, Wilson, of shares only. Targets are first guesses (judge unit evaluations).",
  ];
  const broken = failures.map(({ reason, count }) => `${count} × nothing to measure: ${reason}`);
  return [...head, "", tableOf(evaluation), "", ...broken, billOf(evaluation)].join("\n");
}

const columns = ["test", "measure", "value", "of", "interval", "target", "judged", "outcome"];

function tableOf({ tests }: Evaluation): string {
  const rows = tests.flatMap(({ id, measures }) => measures.map((measure) => rowOf(id, measure)));
  const widths = columns.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const print = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  return [print(columns), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(print)].join("\n");
}

function rowOf(id: string, { name, value, hits, of, interval, target, runs, outcome }: Measure): string[] {
  return [
    id,
    name,
    value === null ? "-" : value.toFixed(2),
    hits === null ? `${of}` : `${hits}/${of}`,
    interval ? `${interval[0].toFixed(2)} to ${interval[1].toFixed(2)}` : "-",
    target === null ? "-" : "atLeast" in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`,
    `${runs.usable}/${runs.asked}`,
    outcome,
  ];
}

function billOf({ bill: { calls, costUsd, unknown, stoppedByCost } }: Evaluation): string {
  const known = `$${costUsd.toFixed(4)}`;
  const cost = unknown === 0 ? known : `${known} and ${unknown} calls whose cost nobody knows`;
  const stopped = stoppedByCost ? " Stopped at the cost limit: what is missing was not judged." : "";
  return `${calls} calls, ${cost}.${stopped}`;
}

/** Whether every target was reached; what could not be measured counts as missed. */
export function meetsTargets({ tests }: Evaluation): boolean {
  const outcomes = tests.flatMap(({ measures }) => measures.filter(({ target }) => target !== null));
  return outcomes.every(({ outcome }) => outcome === "met");
}
