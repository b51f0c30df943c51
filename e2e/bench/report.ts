import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { root, runLocal } from "@/e2e/support/local-commands";

/** One measured figure beside what it is compared with. `null` = nothing to compare with, or no gate. */
export type Figure = {
  name: string;
  unit: string;
  value: number;
  baseline: number | null;
  /** What was measured how often, and how far the samples lie apart. */
  note: string;
  gate: number | null;
  /** What the gate looks at: the value, or its ratio to the baseline. */
  gated: "value" | "ratio";
};

type Row = Figure & { ratio: number | null; passed: boolean | null };

const Manifest = z.object({ version: z.string() });

/** Prints the figures as a table, and tells whether all gates hold. */
export function printFigures(figures: readonly Figure[]): boolean {
  const rows = figures.map(judgeFigure);
  console.log(tableOf(rows));
  return rows.every((row) => row.passed !== false);
}

/** Prints the figures as a table, writes them as JSON beside this file, and tells whether all gates hold. */
export async function reportFigures(figures: readonly Figure[], details: Record<string, unknown>): Promise<boolean> {
  const passed = printFigures(figures);
  const { version } = Manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  const machine = { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: process.version };
  const report = {
    version,
    measuredAt: new Date().toISOString(),
    ...machine,
    figures: figures.map(judgeFigure),
    details,
  };
  const file = join(root, "e2e", "bench", "report.json");
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  await runLocal("biome", ["format", "--write", "--log-level=error", file]);
  return passed;
}

function judgeFigure(figure: Figure): Row {
  const ratio = figure.baseline ? figure.value / figure.baseline : null;
  const looked = figure.gated === "ratio" ? ratio : figure.value;
  return { ...figure, ratio, passed: figure.gate === null || looked === null ? null : looked <= figure.gate };
}

function tableOf(rows: readonly Row[]): string {
  const head = ["figure", "value", "baseline", "ratio", "gate", "passed", "how"];
  const lines = rows.map((row) => [
    row.name,
    `${format(row.value)} ${row.unit}`,
    row.baseline === null ? "-" : `${format(row.baseline)} ${row.unit}`,
    row.ratio === null ? "-" : row.ratio.toFixed(2),
    row.gate === null ? "-" : `≤ ${format(row.gate)}${row.gated === "ratio" ? " ×" : ` ${row.unit}`}`,
    row.passed === null ? "-" : row.passed ? "yes" : "NO",
    row.note,
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  const print = (line: readonly string[]) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return [print(head), widths.map((width) => "-".repeat(width)).join("  "), ...lines.map(print)].join("\n");
}

function format(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
}
