import { z } from "zod";
import { PanelFile, type Problem, type SavedPanel } from "@/lib/core/api";
import { nameField } from "./draft-problems";

type FieldError = { path: string; message: string };

/** A file that can be imported, or sentences that say which panel and which field is wrong. */
export type ReadPanelFile = { file: z.output<typeof PanelFile> } | { errors: string[] };

/** Reads a panel file; one bare panel is taken too. The server checks it again. */
export function readPanelFile(text: string): ReadPanelFile {
  const json = parseJson(text);
  if (json === undefined) return { errors: ["This is not a JSON file."] };
  const names = panelNames(json);
  const parsed = PanelFile.safeParse(isBarePanel(json) ? { parley: "panels", version: 1, panels: [json] } : json);
  if (parsed.success) return { file: parsed.data };
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  return { errors: tellErrors(errors, names) };
}

/** The server's objections to an import, in the same words as ours. */
export function tellImportProblem(problem: z.infer<typeof Problem>, file: z.output<typeof PanelFile>): string[] {
  const names = file.panels.map((panel) => panel.name);
  return problem.errors?.length ? tellErrors(problem.errors, names) : [problem.detail];
}

/** The text of an export file; ids and dates stay here. */
export function writePanelFile(panels: readonly SavedPanel[]): string {
  const specs = panels.map(({ name, description, panelists, judge, synthesizer, tools, limits, dataPolicy }) => ({
    name,
    description,
    panelists,
    judge,
    synthesizer,
    tools,
    limits,
    dataPolicy,
  }));
  return `${JSON.stringify({ parley: "panels", version: 1, panels: specs }, null, 2)}\n`;
}

function tellErrors(errors: readonly FieldError[], names: readonly string[]): string[] {
  const sentences = errors.map(({ path, message }) => `${tellPlace(path.split("."), names)}: ${message}`);
  const shown = sentences.slice(0, 4);
  const rest = sentences.length - shown.length;
  return rest > 0 ? [...shown, `And ${rest} more.`] : shown;
}

function tellPlace(parts: string[], names: readonly string[]): string {
  if (parts[0] !== "panels" || parts.length === 1) return "This is not a panel file";
  const index = Number(parts[1]);
  const name = names[index];
  const panel = name ? `Panel “${name}”` : `Panel ${index + 1}`;
  const seat = parts[2] === "panelists" && parts[3] !== undefined ? `, panelist ${Number(parts[3]) + 1}` : "";
  const field = nameField(parts.slice(seat === "" ? 2 : 4)).toLowerCase();
  return `${panel}${seat}${field === "" ? "" : `, ${field}`}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const BarePanel = z.looseObject({ panelists: z.array(z.unknown()) });

function isBarePanel(json: unknown): boolean {
  return BarePanel.safeParse(json).success;
}

const Named = z.looseObject({ name: z.string().min(1) });
const NamedPanels = z.looseObject({ panels: z.array(z.unknown()) });

function panelNames(json: unknown): string[] {
  const panels = NamedPanels.safeParse(json);
  const candidates = panels.success ? panels.data.panels : [json];
  return candidates.map((candidate) => Named.safeParse(candidate).data?.name ?? "");
}
