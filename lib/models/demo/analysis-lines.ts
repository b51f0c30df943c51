import type { PointKind } from "@/lib/core/analysis";
import { type PromptMaterial, type RecognisedAnswer, readPrompt } from "./read-prompt";
import { bareText } from "./recognise";
import type { Contradiction, ScriptPoint, ScriptView } from "./script";

type LineView = { by: string; quote: string; says?: string; part?: true };
type Line = { kind: PointKind; topic: string; weight: number } & Record<string, unknown>;

/** What the demo judge writes about the answers of a prompt: NDJSON, closed by the end line. */
export function writeAnalysis(prompt: string): string {
  const material = readPrompt(prompt);
  const lines = (material.script?.points ?? []).flatMap((point) => writePoint(point, material) ?? []);
  return [...lines, { kind: "end", n: lines.length }].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** A scripted point, limited to the answers that are there; null when nothing is left of it. */
function writePoint(point: ScriptPoint, material: PromptMaterial): Line | null {
  const { topic, weight } = point;
  if (point.kind === "blind_spots") return { kind: point.kind, topic, weight, ask: point.ask, point: point.point };
  const present = point.views.flatMap((view) => presentViews(view, material.recognised));
  const real = present.filter(({ view }) => !view.misquote);
  if (real.length === 0) return null;
  const views = present.map(({ label, view }) => lineView(label, view));
  const sides = new Set(real.map(({ view }) => view.says));
  if (point.kind === "contradictions" && sides.size > 1) {
    const labels = real.filter(({ view }) => point.favors.includes(view.by)).map(({ label }) => label);
    return writeContradiction(point, views, labels);
  }
  const kind = sharedKind(point.kind, real.length, material.total);
  const trust = kind === "unique_insights" ? { trust: "trust" in point ? point.trust : "plausible" } : {};
  const statement = point.kind === "contradictions" ? real[0]?.view.says : point.point;
  return { kind, topic, weight, views, ...trust, point: statement };
}

function writeContradiction({ kind, topic, weight, basis, why }: Contradiction, views: LineView[], favors: string[]) {
  return { kind, topic, weight, views, favors, basis: favors.length > 0 ? basis : "none", why };
}

/** The kind a shared claim has when `views` of `total` answers make it. */
function sharedKind(scripted: PointKind, views: number, total: number): PointKind {
  if (total > 1 && views === total) return "consensus";
  if (scripted === "consensus" && views > 1 && 2 * views >= total) return "consensus";
  if (scripted === "unique_insights" && views === 1 && total > 1) return "unique_insights";
  return "partial_coverage";
}

/** The view for each answer of that panelist which still holds the quoted words; the same panelist may sit twice. */
function presentViews(view: ScriptView, answers: readonly RecognisedAnswer[]): { label: string; view: ScriptView }[] {
  return answers
    .filter(({ panelist, text, complete }) => {
      if (panelist !== view.by) return false;
      return view.misquote ? complete : bareText(text).includes(bareText(view.quote));
    })
    .map(({ label }) => ({ label, view }));
}

function lineView(label: string, { quote, says, part }: ScriptView): LineView {
  return { by: label, quote, ...(says ? { says } : {}), ...(part ? { part } : {}) };
}
