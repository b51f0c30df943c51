import { request } from "./request";
import { importedPanels, savedPanel } from "./shapes";

/** A copy under a free name, "Budget copy". Throws ProblemError. */
export function duplicatePanel(panelId: string) {
  return request(`/api/panels/${panelId}/duplicate`, savedPanel, { method: "POST" });
}

/** Adds the panels of a file; the server says what is wrong with it. Throws ProblemError. */
export function importPanelFile(content: unknown) {
  return request("/api/panels/import", importedPanels, { method: "POST", body: content });
}

/** Where panels can be downloaded as a file; all of them without ids. */
export function panelExportUrl(panelIds: readonly string[] = []): string {
  return panelIds.length === 0 ? "/api/panels/export" : `/api/panels/export?ids=${panelIds.join(",")}`;
}
