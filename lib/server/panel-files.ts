import type { z } from "zod";
import { PanelFile } from "@/lib/core/api";
import { FailureError, failure } from "@/lib/core/failure";
import type { Panel } from "@/lib/core/panel";

/** Reads a panel file. Throws a FailureError that says which panel and which field is wrong. */
export function readPanelFile(content: unknown): z.output<typeof PanelFile> {
  const parsed = PanelFile.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const words = issue ? wordsFor(issue, content) : "This is not a panel file.";
  throw new FailureError(failure("invalid_request", words, 400));
}

/** A panel file of those panels: no ids, no keys, nothing of this installation. */
export function panelFileOf(panels: readonly Panel[]): PanelFile {
  return {
    parley: "panels",
    version: 1,
    panels: panels.map(({ name, description, panelists, judge, synthesizer, tools, limits, dataPolicy }) => {
      const seats = panelists.map(seatOf);
      return { name, description, panelists: seats, judge, synthesizer, tools, limits, dataPolicy };
    }),
  };
}

function seatOf({
  model,
  label,
  role,
  temperature,
  reasoningEffort,
  maxOutputTokens,
  webTools,
}: Panel["panelists"][0]) {
  return { model, label, role, temperature, reasoningEffort, maxOutputTokens, webTools };
}

function wordsFor({ path, message }: z.core.$ZodIssue, content: unknown): string {
  const [top, index, ...field] = path;
  if (top === undefined || top === "parley") return 'This is not a panel file: it does not say "parley": "panels".';
  if (top === "version") return "This panel file has a version that this Parley does not know.";
  if (typeof index !== "number") return `This panel file has no usable list of panels. ${message}`;
  const where = field.length === 0 ? "" : `, ${field.map(wordOf).join(" ")}`;
  return `Panel ${index + 1}${nameIn(content, index)}${where}: ${message} Nothing was imported.`;
}

/** Lists count from 1 for people: `panelists 0 model` is said as `panelists 1 model`. */
function wordOf(part: PropertyKey): string {
  return typeof part === "number" ? String(part + 1) : String(part);
}

function nameIn(content: unknown, index: number): string {
  const panels: unknown = Object(content).panels;
  const name: unknown = Array.isArray(panels) ? Object(panels[index]).name : undefined;
  return typeof name === "string" && name.trim() !== "" ? ` ("${name.trim().slice(0, 80)}")` : "";
}
